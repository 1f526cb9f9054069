// What a figure is: a drawing, the sentence it makes, the same in words, and the same as a table.
#pragma once

#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "standoff/analysis.hpp"
#include "standoff/graph.hpp"

namespace standoff::figure {

/// Rows and columns of words, for those who would rather read than look. The first cell of a row
/// is its heading.
struct Table {
  std::string caption;
  std::vector<std::string> columns;
  std::vector<std::vector<std::string>> rows;  ///< each as long as `columns`
};

struct Figure {
  std::string title;  ///< what it shows of this dispute, in one sentence
  std::string alt;    ///< what is to be seen, for who cannot see it
  std::string svg;    ///< a whole document, in presentation attributes only; see svg.hpp
  double height = 0;  ///< of the drawing, in pixels at natural size
  Table table;        ///< the same as a table
  std::string note;   ///< what is left out, and how many; empty when nothing is
};

/// What a figure is drawn of. Everything outlives the call.
struct Subject {
  const Graph& graph;        ///< laid out from a model
  const Analysis& analysis;  ///< of that graph; the order of its concepts is the figures'
};

/// What a reader may ask of a figure; each kind looks at what concerns it.
struct FigureRequest {
  std::optional<StateId> wanted = {};  ///< shown beside where it stands and where it can settle
  std::optional<DmId> dm = {};         ///< whose preferences; everybody's when absent
  const SolutionConcept* concept_ = nullptr;  ///< the kind chooses when absent
  std::size_t limit = 0;  ///< states drawn at most; 0: what the kind finds readable
  bool all = false;       ///< also what a reader rarely looks at
  /// What ids in the drawing begin with, where a kind stands twice on a page; the kind's key when
  /// empty.
  std::string id = {};
  std::stop_token stop = {};
};

/// A kind of figure: one row of the table in figures.cpp.
struct Kind {
  std::string_view key;    ///< "option-table"
  std::string_view name;   ///< "Option table"
  std::string_view shows;  ///< one line: what is to be seen
  /// Nothing where the dispute has not what the kind shows; `why_not` then says so.
  std::optional<Figure> (*draw)(const Subject&, const FigureRequest&);
  std::string_view why_not;
};
/// All kinds, in the order in which a reader meets them.
const std::vector<Kind>& kinds();
/// Null when there is none of this key.
const Kind* find_kind(std::string_view key);

}  // namespace standoff::figure
