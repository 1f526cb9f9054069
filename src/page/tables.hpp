// Tables for other programs: one that sets pages, one that calculates, one that shows a README.
//
// Names come out as the author wrote them, in every form. In particular a cell of the CSV that
// begins with "=" stays so: some spreadsheets would take it for a formula, but a quote put before
// it would be a wrong name for every other reader. Whoever opens a stranger's table in a
// spreadsheet imports it as text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "figure/figure.hpp"

namespace standoff::page {

/// A whole document for pdfLaTeX, with booktabs and longtable; names in other scripts than Latin
/// and Cyrillic need XeLaTeX or LuaLaTeX, and the document says so. Narrow columns under long
/// headings have their headings turned.
std::string latex(const std::vector<figure::Table>& tables, std::string_view title);

/// RFC 4180: commas, CRLF, quotes where needed, UTF-8 without a mark; the first line has the names
/// of the columns. The caption is left out, since CSV has no place for it.
std::string csv(const figure::Table& table);

/// Tables of GitHub's Markdown, each under its caption.
std::string markdown(const std::vector<figure::Table>& tables, std::string_view title);

}  // namespace standoff::page
