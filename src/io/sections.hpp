// The readers of a file's sections, in the order in which `load` calls them: each may use what
// those before it have read.
#pragma once

#include "io/reading.hpp"

namespace standoff {

// load.cpp
/// All sections of a dispute, in order.
void read_dispute(Reading& reading, const yaml::Node& root);

// read_evidence.cpp
void read_sources(Reading& reading, const Fields& top);
void read_evidence(Reading& reading, const Fields& top);

// read_people.cpp
/// Who they are; their options and preferences come later. False when there are too many to go on.
bool read_decision_makers(Reading& reading, const Fields& top);
/// Everybody's options, then nobody's. False when there are too many to go on.
bool read_options(Reading& reading, const Fields& top);

// read_graph.cpp
void read_states(Reading& reading, const Fields& top);
void read_moves(Reading& reading, const Fields& top);

// read_rules.cpp
/// Outcomes and merged states, whose names are known to every formula from here on.
void read_outcomes(Reading& reading, const Fields& top);
void read_guards(Reading& reading);
/// The author's rules, then those that ladders imply.
void read_rules(Reading& reading, const Fields& top);

// read_preferences.cpp
void read_preferences(Reading& reading);

// read_advice.cpp
/// Makes the channels' ids known to formulas; before `read_outcomes`.
void name_channels(Reading& reading, const Fields& top);
void read_channels(Reading& reading, const Fields& top);
void read_measures(Reading& reading, const Fields& top);
void read_questions(Reading& reading, const Fields& top);

// read_variants.cpp
/// Stages and views, each a dispute of its own; only where the rest has no errors. `root` is the
/// whole file.
void read_variants(Reading& reading, const yaml::Node& root);

// read_status_quo.cpp
void read_status_quo(Reading& reading, const Fields& top);

}  // namespace standoff
