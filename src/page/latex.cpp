// LaTeX.

#include <algorithm>
#include <array>

#include "page/tables.hpp"
#include "text/unicode.hpp"

namespace standoff::page {
namespace {

constexpr int narrow = 4;  // letters in a cell of a column whose heading may be turned
constexpr std::size_t longest_part = 8;  // letters before a sign that a line may end after
constexpr int line_width = 150;          // letters of a landscape page in this size

bool in(char32_t point, char32_t first, char32_t last) { return point >= first && point <= last; }

bool right_to_left(char32_t point) {
  return in(point, 0x590, 0x8FF) || in(point, 0xFB1D, 0xFDFF) || in(point, 0xFE70, 0xFEFF);
}
bool cyrillic(char32_t point) { return in(point, 0x400, 0x4FF); }

// What is special to LaTeX, and what pdfLaTeX does not find in its fonts.
constexpr std::array<std::pair<char32_t, std::string_view>, 28> replaced{{
    {U'\\', "\\textbackslash{}"},
    {U'{', "\\{"},
    {U'}', "\\}"},
    {U'$', "\\$"},
    {U'&', "\\&"},
    {U'#', "\\#"},
    {U'%', "\\%"},
    {U'_', "\\_"},
    {U'^', "\\textasciicircum{}"},
    {U'~', "\\textasciitilde{}"},
    {U'<', "\\textless{}"},
    {U'>', "\\textgreater{}"},
    {U'|', "\\textbar{}"},
    {U'"', "\\textquotedbl{}"},
    {U'`', "\\textasciigrave{}"},
    {U'[', "{[}"},
    {U']', "{]}"},
    {U'*', "{*}"},
    {U'-', "-{}"},
    {U'\'', "'{}"},
    {U',', ",{}"},
    {U'→', "\\ensuremath{\\rightarrow}"},
    {U'←', "\\ensuremath{\\leftarrow}"},
    {U'≤', "\\ensuremath{\\le}"},
    {U'≥', "\\ensuremath{\\ge}"},
    {U'×', "\\ensuremath{\\times}"},
    {U'✓', "\\ensuremath{\\surd}"},
    {U'−', "\\ensuremath{-}"},
}};

std::string escaped(std::string_view text) {
  const std::u32string points = text::decode(text);
  std::string out;
  bool turned = false;       // inside \rtl{
  std::size_t unbroken = 0;  // letters since a line could last end
  for (std::size_t k = 0; k < points.size(); ++k) {
    const char32_t c = points[k];
    if (right_to_left(c) && !turned) out += "\\rtl{";
    // A run of words from right to left goes on over what stands between them.
    if (turned && !right_to_left(c)) {
      std::size_t next = k;
      while (next < points.size() && points[next] == U' ') ++next;
      if (next == k || next == points.size() || !right_to_left(points[next])) {
        out += "}";
        turned = false;
      }
    }
    turned = turned || right_to_left(c);
    const auto* found = std::find_if(replaced.begin(), replaced.end(),
                                     [&](const auto& entry) { return entry.first == c; });
    // These only where a second one would make a ligature of them.
    const bool alone =
        (c == U'-' || c == U'\'' || c == U',') && (k + 1 == points.size() || points[k + 1] != c);
    if (c < U' ')
      out += ' ';
    else if (found != replaced.end() && !alone)
      out += found->second;
    else
      out += text::encode({&c, 1});
    // Addresses and long ids may be broken between their parts.
    unbroken = c == U' ' || c == U'-' ? 0 : unbroken + 1;
    if (unbroken > longest_part && std::u32string_view(U"/._?=").find(c) != std::u32string::npos)
      out += "\\allowbreak{}";
  }
  return turned ? out + "}" : out;
}

// How a column is set: as wide as its cells, or a share of the line that its words are broken in.
struct Column {
  bool turned = false;  // its heading stands upright
  std::string share;    // of the line; empty: as wide as needed
};

std::vector<Column> measured(const figure::Table& table) {
  std::vector<Column> columns(table.columns.size());
  std::vector<int> widths;
  int sum = 0;
  for (std::size_t c = 0; c < columns.size(); ++c) {
    int cells = 0;
    for (const auto& row : table.rows) cells = std::max(cells, text::display_width(row[c]));
    const int heading = text::display_width(table.columns[c]);
    columns[c].turned = cells <= narrow && heading > cells + 4;
    widths.push_back(columns[c].turned ? cells : std::max(cells, heading));
    sum += widths.back() + 2;
  }
  if (sum <= line_width) return columns;
  // Too wide for a line: the widest columns share what the others leave, by what they have to say.
  constexpr int one_line = 24;
  constexpr int most_said = 120;
  int room = line_width;
  int said = 0;
  for (const int width : widths) {
    if (width > one_line) said += std::min(width, most_said);
    room -= 2 + (width > one_line ? 0 : width);
  }
  for (std::size_t c = 0; c < columns.size(); ++c) {
    if (widths[c] <= one_line) continue;
    const int thousandths =
        std::max(60, 960 * std::max(room, 0) / line_width * std::min(widths[c], most_said) / said);
    columns[c].share = "0." + std::to_string(1000 + thousandths).substr(1) + "\\linewidth";
  }
  return columns;
}

std::string heading(const figure::Table& table, const std::vector<Column>& columns) {
  std::string out = "\\toprule\n";
  for (std::size_t c = 0; c < columns.size(); ++c) {
    out += c == 0 ? "" : " & ";
    const std::string name = escaped(table.columns[c]);
    out += columns[c].turned ? "\\rotatebox{90}{" + name + "}" : name;
  }
  return out + " \\\\\n\\midrule\n";
}

std::string set(const figure::Table& table) {
  const std::vector<Column> columns = measured(table);
  std::string out = "\\begin{longtable}{@{}";
  for (const Column& column : columns)
    out += column.share.empty() ? "l" : ">{\\raggedright\\arraybackslash}p{" + column.share + "}";
  out += "@{}}\n";
  if (!table.caption.empty()) out += "\\caption{" + escaped(table.caption) + "} \\\\\n";
  const std::string head = heading(table, columns);
  out += head + "\\endfirsthead\n" + head + "\\endhead\n\\bottomrule\n\\endfoot\n";
  for (const auto& row : table.rows) {
    for (std::size_t c = 0; c < row.size(); ++c) out += (c == 0 ? "" : " & ") + escaped(row[c]);
    out += " \\\\\n";
  }
  return out + "\\end{longtable}\n";
}

}  // namespace

std::string latex(const std::vector<figure::Table>& tables, std::string_view title) {
  std::string body = "\\section*{" + escaped(title) + "}\n";
  for (const figure::Table& table : tables)
    if (!table.columns.empty()) body += "\n" + set(table);

  bool slavic = false, right = false, other = false;
  for (const char32_t c : text::decode(body)) {
    slavic = slavic || cyrillic(c);
    right = right || right_to_left(c);
    // What pdfLaTeX's fonts have: Latin letters, dashes, quotation marks, dots and bullets.
    other = other || (c > 0x17F && !in(c, 0x218, 0x21B) && !cyrillic(c) && !in(c, 0x2013, 0x2026));
  }
  std::string out;
  if (right || other)
    out +=
        "% Some names are in scripts that pdfLaTeX does not know: run xelatex or lualatex, with a"
        "\n% font that has them.\n";
  out +=
      "\\documentclass[a4paper,landscape,10pt]{article}\n\\usepackage{iftex}\n\\iftutex\n"
      "  \\usepackage{fontspec}\n"
      "  \\IfFontExistsTF{DejaVu Sans}{\\setmainfont{DejaVu Sans}}{}\n\\else\n"
      "  \\usepackage[utf8]{inputenc}\n  \\usepackage[" +
      std::string(slavic ? "T2A," : "") + "T1]{fontenc}\n  \\usepackage{textcomp}\n\\fi\n";
  if (right)
    out +=
        "\\ifxetex\\TeXXeTstate=1 \\newcommand\\rtl[1]{\\beginR#1\\endR}\\else\n"
        "\\ifluatex\\newcommand\\rtl[1]{{\\textdir TRT #1}}\\else\n"
        "\\newcommand\\rtl[1]{#1}\\fi\\fi\n";
  return out +
         "\\usepackage[margin=15mm]{geometry}\n\\usepackage{array}\n\\usepackage{booktabs}\n"
         "\\usepackage{graphicx}\n\\usepackage{longtable}\n"
         "\\setlength{\\LTleft}{0pt}\n\\setlength{\\LTcapwidth}{\\linewidth}\n"
         "\\setlength{\\tabcolsep}{3pt}\n\\begin{document}\n\\scriptsize\n" +
         body + "\\end{document}\n";
}

}  // namespace standoff::page
