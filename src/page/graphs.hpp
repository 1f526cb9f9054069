// The graph of a dispute for programs that draw or calculate with graphs.
#pragma once

#include <cstddef>
#include <stop_token>
#include <string>

#include "figure/figure.hpp"

namespace standoff::page {

struct GraphRequest {
  bool improvements_only = false;  ///< only moves that pay whoever makes them
  /// States at most, those nearest to where the dispute stands; 0: all. How many are left out is
  /// written into the graph.
  std::size_t limit = 0;
  std::stop_token stop = {};  ///< when it asks to stop, arcs may be missing and `complete` says so
};

/// For Graphviz: columns by distance from where the dispute stands; moves coloured and lettered by
/// who makes them, bold where they pay the mover, with a bar where there is no way back. Node names
/// are the states' labels.
std::string dot(const figure::Subject& subject, const GraphRequest& request = {});

/// GraphML with typed keys. Of a node: label, outcomes, status quo, distance, each option, each
/// decision maker's rank (higher is preferred), who finds it stable under each concept and whether
/// all do. Of an edge: who moves, what it does, whether it pays the mover, whether there is a way
/// back.
std::string graphml(const figure::Subject& subject, const GraphRequest& request = {});

}  // namespace standoff::page
