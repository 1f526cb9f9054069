// Everything: load a dispute, lay it out, judge it, ask why and where it can go.
#pragma once

#include "standoff/analysis.hpp"
#include "standoff/ask.hpp"
#include "standoff/coalition.hpp"
#include "standoff/deals.hpp"
#include "standoff/diff.hpp"
#include "standoff/evidence.hpp"
#include "standoff/load.hpp"
#include "standoff/replay.hpp"
#include "standoff/solution_concept.hpp"
