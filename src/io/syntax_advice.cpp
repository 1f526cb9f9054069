// From a YAML parser's complaint to the mistake an author probably made: the line itself is looked
// at, then the one before it, since that is where most such mistakes are.

#include "io/syntax_advice.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

namespace standoff::yaml {
namespace {

std::string_view trimmed(std::string_view line) {
  const auto first = line.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return line.substr(first, line.find_last_not_of(" \t\r") - first + 1);
}

bool is_comment(std::string_view line) { return line.empty() || line.front() == '#'; }

bool begins_entry(std::string_view line) { return line == "-" || line.starts_with("- "); }

std::size_t indentation_of(std::string_view line) {
  return std::min(line.find_first_not_of(" \t"), line.size());
}

// A line without what stands in quotes or behind a comment sign, so that only YAML's own signs are
// left.
std::string signs_of(std::string_view line) {
  std::string out(line);
  char quote = 0;
  for (std::size_t k = 0; k < out.size(); ++k) {
    const char c = out[k];
    if (quote == 0 && c == '#' && (k == 0 || out[k - 1] == ' ')) {
      out.resize(k);
      break;
    }
    if (quote != 0) {
      if (c == quote) quote = 0;
      out[k] = 'x';
    } else if ((c == '"' || c == '\'') &&
               (k == 0 || std::string_view(" [{,:(").find(out[k - 1]) != std::string_view::npos)) {
      quote = c;
      out[k] = 'x';
    }
  }
  return out;
}

int balance(std::string_view signs, char open, char close) {
  return static_cast<int>(std::count(signs.begin(), signs.end(), open)) -
         static_cast<int>(std::count(signs.begin(), signs.end(), close));
}

std::string in_backticks(std::string_view words) { return '`' + shortened(words) + '`'; }

struct Advice {
  std::size_t line;    // from 1
  std::size_t column;  // in bytes, from 1
  std::string message;
  std::string hint;
};

class Advisor {
 public:
  Advisor(const Lines& lines, std::size_t line, std::size_t column, std::string_view complaint)
      : lines_(lines), line_(line + 1), column_(column + 1), complaint_(complaint) {}

  Advice advise() const {
    using Look = std::optional<Advice> (Advisor::*)() const;
    for (const Look look : {&Advisor::sign_at_start, &Advisor::escape, &Advisor::tab,
                            &Advisor::open_quote, &Advisor::after_the_end, &Advisor::open_bracket,
                            &Advisor::dash_in_line, &Advisor::colons, &Advisor::no_space_after_dash,
                            &Advisor::no_dash, &Advisor::no_colon, &Advisor::indentation})
      if (auto advice = (this->*look)()) return *advice;
    return {line_, column_, "this cannot be read as YAML (" + std::string(complaint_) + ")",
            "compare with the lines around it: indentation, colons, quotes and brackets"};
  }

 private:
  bool says(std::string_view part) const { return complaint_.find(part) != std::string_view::npos; }

  std::size_t last_filled_before(std::size_t line) const {
    while (line > 1)
      if (!is_comment(trimmed(lines_.line(--line)))) return line;
    return 0;
  }

  std::optional<Advice> sign_at_start() const {
    if (says("anchor is not defined"))
      return Advice{line_, column_,
                    "a value that begins with * is an alias of YAML; a dispute file has none",
                    "put the value into quotes, or write what the alias stands for"};
    if (says("block scalar"))
      return Advice{line_, column_, "text follows | or > in the same line",
                    "begin the text in the next line, indented further; or leave the sign out"};
    if (says("illegal flow end"))
      return Advice{line_, column_, "a closing bracket that was never opened",
                    "remove it, or open it earlier in the line"};
    if (!says("unknown token")) return std::nullopt;
    const std::string_view line = lines_.line(line_);
    const std::string_view found =
        column_ <= line.size() ? line.substr(column_ - 1, 1) : std::string_view();
    return Advice{line_, column_, "a value may not begin with " + std::string(found),
                  "put the value into quotes"};
  }

  std::optional<Advice> escape() const {
    if (!says("escape")) return std::nullopt;
    return Advice{line_, column_ > 1 ? column_ - 1 : column_,
                  "a backslash in double quotes begins an escape, and this is none",
                  "write \\\\ for a backslash, or use single quotes"};
  }

  std::optional<Advice> tab() const {
    for (const std::size_t n : {line_, last_filled_before(line_)}) {
      const std::string_view line = lines_.line(n);
      const std::size_t at = line.substr(0, indentation_of(line)).find('\t');
      if (n > 0 && at != std::string_view::npos)
        return Advice{n, at + 1, "a tab in the indentation; YAML is indented with spaces",
                      "replace each tab by two spaces"};
    }
    return std::nullopt;
  }

  // The parser notices an open quotation mark at the end of the file only; the author put it in the
  // last line where one opens.
  std::optional<Advice> open_quote() const {
    if (!says("EOF in scalar") && !says("document indicator in scalar")) return std::nullopt;
    for (std::size_t n = std::min(line_, lines_.count()); n > 0; --n) {
      const std::string_view line = lines_.line(n);
      for (const std::string_view opening :
           {": \"", ": '", "- \"", "- '", "{\"", "[\"", "{'", "['", ", \"", ", '"}) {
        const std::size_t at = line.rfind(opening);
        if (at == std::string_view::npos) continue;
        const std::size_t quote = at + opening.size() - 1;
        if (std::count(line.begin() + static_cast<std::ptrdiff_t>(quote), line.end(), line[quote]) %
                2 ==
            1)
          return Advice{n, quote + 1, "a quotation mark that is not closed",
                        std::string("close it with ") + line[quote] + ", or leave it out"};
      }
    }
    return Advice{line_, column_, "a quotation mark that is not closed",
                  "close it, or leave it out"};
  }

  // A value that seems complete, a quoted text or a list, and then goes on.
  std::optional<Advice> after_the_end() const {
    const std::string_view line = lines_.line(line_);
    if (!says("end of") || column_ < 2 || column_ > line.size()) return std::nullopt;
    const std::string_view before = line.substr(0, column_ - 1);
    const std::size_t last = before.find_last_not_of(' ');
    if (last == std::string_view::npos) return std::nullopt;
    const bool at_once = last + 2 == column_;
    switch (before[last]) {
      case '\'':
        if (at_once)
          return Advice{line_, last + 1,
                        "the text ends at this apostrophe, and something follows it",
                        "inside single quotes an apostrophe is written twice (''), or use double "
                        "quotes around the text"};
        [[fallthrough]];
      case '"':
        return Advice{line_, last + 1,
                      "the text ends at this quotation mark, and something follows it",
                      "put the quotation marks around the whole value, or leave them out; if the "
                      "text was to go on, an earlier quotation mark is not closed"};
      case ']':
      case '}':
        return Advice{line_, last + 1, "the value ends at this bracket, and something follows it",
                      "put the whole value into quotes; to group in a formula, use ( and )"};
      default:
        return std::nullopt;
    }
  }

  std::optional<Advice> open_bracket() const {
    const bool flow = says("end of sequence flow") || says("end of map flow");
    if (!flow && !says("illegal block entry")) return std::nullopt;
    const std::string_view here = lines_.line(line_);
    if (column_ > 1 && column_ <= here.size() &&
        (here[column_ - 1] == '[' || here[column_ - 1] == '{'))
      return Advice{line_, column_, "a bracket inside unquoted text, inside {...} or [...]",
                    "put the formula into quotes, as in {want: \"exactly one of [a, b]\"}"};
    if (colon_in_flow()) return std::nullopt;
    int open_squares = 0;
    int open_braces = 0;
    for (std::size_t n = line_ <= 1 ? lines_.count() : line_; n > 0; --n) {
      const std::string signs = signs_of(lines_.line(n));
      open_squares += balance(signs, '[', ']');
      open_braces += balance(signs, '{', '}');
      if (open_squares <= 0 && open_braces <= 0) continue;
      const char opening = open_squares > 0 ? '[' : '{';
      return Advice{n, signs.rfind(opening) + 1,
                    std::string("a bracket ") + opening + " that is not closed",
                    std::string("close it with ") + (opening == '[' ? ']' : '}') +
                        "; a formula with commas or brackets inside a list must be quoted"};
    }
    return std::nullopt;
  }

  // A colon where none can stand, inside brackets that open in its own line.
  bool colon_in_flow() const {
    const std::string_view here = lines_.line(line_);
    if (!says("flow") || column_ > here.size() || here[column_ - 1] != ':') return false;
    const std::string signs = signs_of(here.substr(0, column_ - 1));
    return balance(signs, '{', '}') > 0 || balance(signs, '[', ']') > 0;
  }

  std::optional<Advice> dash_in_line() const {
    if (!says("illegal block entry")) return std::nullopt;
    return Advice{line_, column_, "a list cannot begin with a dash in the line of its key",
                  "begin it in the next line, one entry a line, or write `[a, b]`"};
  }

  std::optional<Advice> colons() const {
    if (colon_in_flow())
      return Advice{line_, column_, "a second colon followed by a space in one value",
                    "put the text that contains the colon into quotes"};
    if (!says("illegal map value")) return std::nullopt;
    for (const std::size_t n : {line_, last_filled_before(line_)}) {
      if (n == 0) continue;
      const std::string signs = signs_of(lines_.line(n));
      const std::size_t first = signs.find(": ");
      const std::size_t second = first == std::string::npos ? first : signs.find(": ", first + 2);
      if (second != std::string::npos && signs.find_first_of("{[") == std::string::npos)
        return Advice{n, second + 1, "a second colon followed by a space in one line",
                      "put the text that contains the colon into quotes"};
    }
    const std::size_t before = last_filled_before(line_);
    const std::string_view previous = trimmed(lines_.line(before));
    const std::size_t colon = previous.find(':');
    if (before > 0 && colon != std::string_view::npos && colon + 1 < previous.size() &&
        previous[colon + 1] != ' ' && previous[colon + 1] != '/')
      return Advice{before, lines_.line(before).find(':') + 1, "no space after the colon",
                    "write " + in_backticks(std::string(previous.substr(0, colon)) + ": " +
                                            std::string(previous.substr(colon + 1)))};
    return std::nullopt;
  }

  std::optional<Advice> no_space_after_dash() const {
    for (const std::size_t n : {line_, last_filled_before(line_)}) {
      const std::string_view line = trimmed(lines_.line(n));
      if (n > 0 && line.size() > 1 && line[0] == '-' && line[1] != ' ' && line[1] != '-')
        return Advice{n, lines_.line(n).find('-') + 1, "no space after the dash",
                      "write " + in_backticks("- " + std::string(line.substr(1)))};
    }
    return std::nullopt;
  }

  // A line without a dash in the column where the entries of a list begin.
  std::optional<Advice> no_dash() const {
    const std::string_view line = lines_.line(line_);
    const std::size_t before = last_filled_before(line_);
    if (says("flow") || before == 0 || begins_entry(trimmed(line))) return std::nullopt;
    std::size_t entry = before;
    while (entry > 0 && indentation_of(lines_.line(entry)) > indentation_of(line))
      entry = last_filled_before(entry);
    if (entry == 0 || indentation_of(lines_.line(entry)) != indentation_of(line) ||
        !begins_entry(trimmed(lines_.line(entry))))
      return std::nullopt;
    return Advice{line_, indentation_of(line) + 1, "a line without a dash among entries of a list",
                  "write " + in_backticks("- " + std::string(trimmed(line))) +
                      ", or indent it further when it belongs to the entry above"};
  }

  std::optional<Advice> no_colon() const {
    std::size_t before = last_filled_before(line_);
    while (before > 0 && begins_entry(trimmed(lines_.line(before))) &&
           signs_of(lines_.line(before)).find(':') == std::string::npos)
      before = last_filled_before(before);  // a key without its colon takes its list for text
    for (const std::size_t n : {before, line_}) {
      const std::string_view line = trimmed(lines_.line(n));
      if (n == 0 || is_comment(line) || line.front() == '-' || line.front() == '[' ||
          line.front() == '{')
        continue;
      if (signs_of(line).find(':') != std::string::npos) continue;
      const std::string_view word = line.substr(0, line.find(' '));
      return Advice{
          n, indentation_of(lines_.line(n)) + 1, "no colon after " + in_quotes(word),
          "write " + in_backticks(std::string(word) + ":" + std::string(line.substr(word.size())))};
    }
    return std::nullopt;
  }

  std::optional<Advice> indentation() const {
    if (!says("end of map") && !says("end of sequence") && !says("illegal")) return std::nullopt;
    const std::size_t before = last_filled_before(line_);
    const std::string_view line = lines_.line(line_);
    const std::size_t column = indentation_of(line) + 1;
    const std::size_t above = indentation_of(lines_.line(before)) + 1;
    std::string hint =
        "lines of one list or mapping begin in the same column; what belongs to a key is indented "
        "further";
    if (before > 0 && above != column)
      hint = "it begins in column " + std::to_string(column) + ", line " + std::to_string(before) +
             " in column " + std::to_string(above) + "; " + hint;
    return Advice{line_, column, "this line is not indented like the ones it belongs to",
                  std::move(hint)};
  }

  const Lines& lines_;
  std::size_t line_;
  std::size_t column_;  // in bytes, from 1
  std::string_view complaint_;
};

void report(const Lines& lines, const Advice& advice, ProblemList& problems) {
  problems.add(problem::not_yaml, lines.place(advice.line - 1, advice.column - 1), advice.message,
               advice.hint);
}

}  // namespace

void advise(const Lines& lines, std::size_t line, std::size_t byte_column,
            std::string_view complaint, ProblemList& problems) {
  report(lines, Advisor(lines, line, byte_column, complaint).advise(), problems);
}

void advise_second_document(const Lines& lines, const Place& at, ProblemList& problems) {
  const auto separates = [](std::string_view line) {
    return line.starts_with("---") || line.starts_with("...");
  };
  std::size_t line = at.line;
  bool separated = separates(lines.line(line));
  while (!separated && --line > 0 && is_comment(trimmed(lines.line(line)))) {
  }
  if (separated || (line > 0 && separates(lines.line(line))))
    problems.add(problem::several_documents, at, "a second document begins here",
                 "keep one dispute in a file; remove the line `---` before it");
  else
    report(lines, Advisor(lines, at.line - 1, 0, "end of sequence").advise(), problems);
}

}  // namespace standoff::yaml
