// A dispute for other programs: which forms there are, and what of the dispute each can hold.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "figure/figure.hpp"

namespace standoff::page {

enum class Format { latex, csv, markdown, dot, graphml };

/// How a form is called, and how a file of it.
struct FormatName {
  Format format;
  std::string_view key;         ///< "latex"
  std::string_view ending;      ///< "tex"
  std::string_view media_type;  ///< "text/csv; charset=utf-8; header=present"
};
/// All forms, in the order of the enumeration.
const std::vector<FormatName>& formats();
/// Null when there is none of this key.
const FormatName* find_format(std::string_view key);

/// What can be asked for by name.
struct Part {
  std::string key;    ///< "states", "moves", "tornado"
  std::string shows;  ///< one line
};
/// What a form can hold: tables and the tables of figures, or parts of the graph. The first one is
/// what it holds when nothing is named; of LaTeX and Markdown that is several tables.
std::vector<Part> parts(Format format);

struct ExportRequest {
  std::string what;  ///< key of a part; empty: see `parts`
  /// States at most (those nearest to where the dispute stands) and what figures are asked; 0: all
  /// in data, some dozens in documents.
  figure::FigureRequest figure = {};
};

/// The dispute, or a part of it, in that form. Throws std::invalid_argument that names the parts
/// there are where `what` is none of them, or this dispute has no such figure.
std::string exported(Format format, const figure::Subject& subject,
                     const ExportRequest& request = {});

}  // namespace standoff::page
