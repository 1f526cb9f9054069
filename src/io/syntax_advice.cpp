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
  Advisor(const Lines& lines, const Fault& fault)
      : lines_(lines), fault_(fault), line_(fault.at.line + 1), column_(byte_column(fault.at)) {
    // A line without its colon is noticed at what follows it.
    if (says("could not find expected ':'")) {
      line_ = fault.since.line + 1;
      column_ = byte_column(fault.since);
    }
  }

  Advice advise() const {
    using Look = std::optional<Advice> (Advisor::*)() const;
    for (const Look look :
         {&Advisor::escape, &Advisor::open_quote, &Advisor::block_text, &Advisor::tab,
          &Advisor::long_key, &Advisor::directive, &Advisor::slashes, &Advisor::no_comma,
          &Advisor::colon_in_flow, &Advisor::sign_at_start, &Advisor::after_the_end,
          &Advisor::open_bracket, &Advisor::dash_in_line, &Advisor::colons,
          &Advisor::no_space_after_dash, &Advisor::no_dash, &Advisor::no_colon,
          &Advisor::indentation})
      if (auto advice = (this->*look)()) return *advice;
    return {line_, column_, "this cannot be read as YAML (" + std::string(fault_.problem) + ")",
            "compare with the lines around it: indentation, colons, quotes and brackets"};
  }

 private:
  bool says(std::string_view part) const {
    return fault_.problem.find(part) != std::string_view::npos;
  }
  bool in_flow() const { return says("',' or") || fault_.doing == "while parsing a flow node"; }

  std::size_t byte_column(const Mark& mark) const {
    return lines_.line(mark.line + 1).size() - lines_.rest(mark.line + 1, mark.column).size() + 1;
  }

  // What stands at the fault; 0 at the end of a line.
  char sign() const {
    const std::string_view line = lines_.line(line_);
    return column_ <= line.size() ? line[column_ - 1] : '\0';
  }
  bool sign_is_one_of(std::string_view signs) const {
    return sign() != '\0' && signs.find(sign()) != std::string_view::npos;
  }
  char sign_after() const {
    const std::string_view line = lines_.line(line_);
    return column_ < line.size() && line[column_] != '\t' ? line[column_] : ' ';
  }
  std::string_view before() const { return lines_.line(line_).substr(0, column_ - 1); }

  std::size_t last_filled_before(std::size_t line) const {
    while (line > 1)
      if (!is_comment(trimmed(lines_.line(--line)))) return line;
    return 0;
  }

  std::optional<Advice> escape() const {
    if (fault_.doing != "while parsing a quoted scalar") return std::nullopt;
    // Of an escape in hexadecimal digits, the place is behind the backslash.
    const std::size_t column = lines_.line(line_).substr(0, column_).rfind('\\') + 1;
    if (says("invalid Unicode"))
      return Advice{
          line_, column, "an escape of half a character, or of none",
          "write the character itself; JSON writes one beyond U+FFFF as two \\u.. in a row"};
    return Advice{line_, column, "a backslash in double quotes begins an escape, and this is none",
                  "write \\\\ for a backslash, or use single quotes"};
  }

  std::optional<Advice> open_quote() const {
    if (fault_.doing != "while scanning a quoted scalar") return std::nullopt;
    const std::size_t line = fault_.since.line + 1;
    const char quote = lines_.rest(line, fault_.since.column).front();
    return Advice{line, byte_column(fault_.since), "a quotation mark that is not closed",
                  std::string("close it with ") + quote + ", or leave it out"};
  }

  std::optional<Advice> block_text() const {
    if (says("expected comment or line break"))
      return Advice{line_, column_, "text follows | or > in the same line",
                    "begin the text in the next line, indented further; or leave the sign out"};
    if (says("indentation indicator equal to 0"))
      return Advice{line_, column_, "0 follows | or > in the same line",
                    "leave it out, and indent the text that begins in the next line"};
    return std::nullopt;
  }

  std::optional<Advice> tab() const {
    for (const std::size_t n : {line_, last_filled_before(line_)}) {
      const std::string_view line = lines_.line(n);
      const std::size_t at = line.substr(0, indentation_of(line)).find('\t');
      if (n > 0 && at != std::string_view::npos)
        return Advice{n, at + 1, "a tab in the indentation; YAML is indented with spaces",
                      "replace each tab by two spaces"};
    }
    if (sign() != '\t') return std::nullopt;
    return Advice{line_, column_, "a tab where YAML wants a space", "write a space"};
  }

  // The parser looks no further for the colon of a key, and nor does the language.
  std::optional<Advice> long_key() const {
    constexpr std::size_t longest = 1024;
    if (sign() == ':' && (in_flow() || says("mapping values"))) {
      const std::string_view key = before();
      const std::size_t opening = key.ends_with('"') ? key.find_last_of('"', key.size() - 2) : 0;
      if (opening == std::string_view::npos || key.size() - opening <= longest ||
          key.substr(opening).find(": ") != std::string_view::npos)
        return std::nullopt;
      return Advice{line_, opening + 1 + indentation_of(key.substr(opening)), too_long_key,
                    shorten};
    }
    if (says("could not find expected ':'") && fault_.at.line == fault_.since.line &&
        fault_.at.index - fault_.since.index > longest)
      return Advice{line_, column_, too_long_key, shorten};
    return std::nullopt;
  }
  static constexpr const char* too_long_key = "a key of more than 1024 characters";
  static constexpr const char* shorten = "shorten it; what is long belongs after the colon";

  std::optional<Advice> directive() const {
    if (fault_.doing.find("directive") == std::string_view::npos && !says("incompatible YAML"))
      return std::nullopt;
    return Advice{fault_.at.line + 1, 1, "a line that begins with % is a directive of YAML",
                  "leave it out; a dispute file needs none"};
  }

  std::optional<Advice> slashes() const {
    for (const std::size_t n : {line_, last_filled_before(line_)}) {
      const std::string signs = ' ' + signs_of(lines_.line(n));
      const std::size_t at = std::min(signs.find(" //"), signs.find(" /*"));
      if (n == 0 || at == std::string::npos) continue;
      const std::string_view value = trimmed(std::string_view(signs).substr(0, at));
      if (value.empty() || std::string_view(",[]{}").find(value.back()) != std::string_view::npos)
        return Advice{n, at + 1, "a comment of another language", "begin it with #"};
    }
    return std::nullopt;
  }

  // What begins a line inside brackets, after a value in the line before.
  std::optional<Advice> no_comma() const {
    if (!says("',' or") || fault_.since.line == fault_.at.line) return std::nullopt;
    std::string_view opening = trimmed(before());
    if (sign() != ':') {
      opening = sign_is_one_of("\"'[{") && opening.empty() ? "\"" : "";
    } else if (opening.size() < 2 || opening.find(opening.front(), 1) != opening.size() - 1) {
      return std::nullopt;
    }
    if (!opening.starts_with('"') && !opening.starts_with('\'')) return std::nullopt;
    const std::size_t n = last_filled_before(line_);
    const std::size_t last = signs_of(lines_.line(n)).find_last_not_of(" \t");
    if (n == 0 || last == std::string::npos) return std::nullopt;
    const char bracket = lines_.rest(fault_.since.line + 1, fault_.since.column).front();
    return Advice{n, last + 1, "no comma after this value, and another one follows",
                  std::string("write a comma, or close the bracket ") + bracket + " of line " +
                      std::to_string(fault_.since.line + 1)};
  }

  // A colon where none can stand, inside brackets that open in its own line.
  std::optional<Advice> colon_in_flow() const {
    if (says("found unexpected ':'"))  // mended often enough
      return Advice{line_, column_, "no space after this colon", "write a space after it"};
    if (!in_flow() || sign() != ':') return std::nullopt;
    const std::string signs = signs_of(before());
    const std::size_t last = signs.find_last_not_of(' ');
    if (last != std::string::npos &&
        std::string_view("[{,:").find(signs[last]) != std::string::npos)
      return sign_after() == ' '
                 ? no_key()
                 : Advice{line_, column_,
                          "a value may not begin with :", "put the value into quotes"};
    if (balance(signs, '{', '}') <= 0 && balance(signs, '[', ']') <= 0) return std::nullopt;
    return Advice{line_, column_, "a second colon followed by a space in one value",
                  "put the text that contains the colon into quotes"};
  }

  std::optional<Advice> sign_at_start() const {
    const std::string found(1, sign());
    const bool missing = says("expected node content");
    if (says("cannot start any token") || (missing && sign() == ',' && !in_flow()))
      return Advice{line_, column_, "a value may not begin with " + found,
                    "put the value into quotes"};
    if (sign() == ',' && missing)
      return Advice{line_, column_, "nothing stands before this comma",
                    "remove the comma, or write what is missing"};
    if ((sign() == ']' || sign() == '}') && !in_flow() && bracket_balance_before() <= 0)
      return never_opened();
    if (sign() == ':' && !in_flow() &&
        trimmed(before()).find_first_not_of("- ") == std::string::npos)
      return no_key();
    return std::nullopt;
  }

  Advice no_key() const {
    return {line_, column_, "no key before the colon", "write a word before the colon"};
  }

  int bracket_balance_before() const {
    const std::string signs = signs_of(before());
    return balance(signs, '[', ']') + balance(signs, '{', '}');
  }

  // A value that seems complete, a quoted text or a list, and then goes on.
  std::optional<Advice> after_the_end() const {
    const std::string_view line = lines_.line(line_);
    if (says("<document start>") && trimmed(before()).empty()) return after_the_whole();
    if (!says("did not find expected") || says("node content") || column_ < 2 ||
        column_ > line.size() || (in_flow() && sign_is_one_of("]}")))
      return std::nullopt;
    const std::size_t last = before().find_last_not_of(" \t");
    if (last == std::string_view::npos) return std::nullopt;
    const bool at_once = last + 2 == column_;
    switch (line[last]) {
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

  // A file that is one value in brackets, as JSON is, and then goes on.
  std::optional<Advice> after_the_whole() const {
    std::size_t top = 1;
    while (top < line_ && is_comment(trimmed(lines_.line(top)))) ++top;
    const std::string_view begins = trimmed(lines_.line(top));
    if (!begins.starts_with('[') && !begins.starts_with('{')) return std::nullopt;
    const std::size_t n = last_filled_before(line_);
    const std::string signs = signs_of(lines_.line(n));
    const std::size_t last = signs.find_last_not_of(" \t");
    if (last == std::string::npos || (signs[last] != ']' && signs[last] != '}'))
      return std::nullopt;
    return Advice{n, last + 1, "the whole value ends at this bracket, and something follows it",
                  "a file holds one dispute; or is this bracket one too many?"};
  }

  std::optional<Advice> open_bracket() const {
    const bool opens = sign() == '[' || sign() == '{';
    if (!in_flow()) {
      const std::string signs = signs_of(lines_.line(line_));
      if (!opens || !trimmed(before()).empty()) return std::nullopt;
      if (balance(signs, '[', ']') + balance(signs, '{', '}') > 0)
        return not_closed(line_, column_);
      if (!trimmed(lines_.line(last_filled_before(line_))).ends_with(':')) return std::nullopt;
      return Advice{line_, column_, "a bracket in the column of the key it belongs to",
                    "indent it further, or begin it in the line of the key"};
    }
    if (opens)
      return Advice{line_, column_, "a bracket inside unquoted text, inside {...} or [...]",
                    "put the formula into quotes, as in {want: \"exactly one of [a, b]\"}"};
    if (sign() == '-' && sign_after() == ' ' && !trimmed(before()).empty())
      return Advice{line_, column_, "a dash inside {...} or [...]",
                    "leave it out: inside brackets, commas stand between the entries"};
    // Of two brackets that do not belong together, the one too many is at fault.
    if (sign_is_one_of("]}") && before().find_first_not_of(" \t]},") != std::string_view::npos) {
      const std::string signs = signs_of(lines_.line(line_));
      const int squares = balance(signs, '[', ']');
      const int braces = balance(signs, '{', '}');
      if (sign() == ']' ? squares < 0 && braces <= 0 : braces < 0 && squares <= 0)
        return never_opened();
    }
    if (says("',' or")) return not_closed(fault_.since.line + 1, byte_column(fault_.since));
    int open_squares = 0;
    int open_braces = 0;
    for (std::size_t n = std::min(line_, lines_.count()); n > 0; --n) {
      const std::string signs = signs_of(n == line_ ? before() : lines_.line(n));
      open_squares += balance(signs, '[', ']');
      open_braces += balance(signs, '{', '}');
      if (open_squares > 0 || open_braces > 0)
        return not_closed(n, signs.rfind(open_squares > 0 ? '[' : '{') + 1);
    }
    return std::nullopt;
  }

  Advice never_opened() const {
    return {line_, column_, "a closing bracket that was never opened",
            "remove it, or open it earlier in the line"};
  }

  Advice not_closed(std::size_t line, std::size_t column) const {
    const char opening = lines_.line(line)[column - 1];
    return Advice{line, column, std::string("a bracket ") + opening + " that is not closed",
                  std::string("close it with ") + (opening == '[' ? ']' : '}') +
                      "; a formula with commas or brackets inside a list must be quoted"};
  }

  std::optional<Advice> dash_in_line() const {
    if (!says("block sequence entries are not allowed")) return std::nullopt;
    return Advice{line_, column_, "a list cannot begin with a dash in the line of its key",
                  "begin it in the next line, one entry a line, or write `[a, b]`"};
  }

  std::optional<Advice> colons() const {
    if (says("mapping values")) {
      for (const std::size_t n : {line_, last_filled_before(line_)}) {
        if (n == 0) continue;
        const std::string signs = signs_of(lines_.line(n));
        const std::size_t first = signs.find(": ");
        const std::size_t second = first == std::string::npos ? first : signs.find(": ", first + 2);
        if (second != std::string::npos && signs.find_first_of("{[") == std::string::npos)
          return Advice{n, second + 1, "a second colon followed by a space in one line",
                        "put the text that contains the colon into quotes"};
      }
    } else if (!says("could not find expected ':'")) {
      return std::nullopt;
    }
    const std::size_t n = says("mapping values") ? last_filled_before(line_) : line_;
    const std::string_view line = trimmed(lines_.line(n));
    const std::size_t colon = line.find(':');
    if (n > 0 && colon != std::string_view::npos && colon + 1 < line.size() &&
        line[colon + 1] != ' ' && line[colon + 1] != '/')
      return Advice{n, lines_.line(n).find(':') + 1, "no space after the colon",
                    "write " + in_backticks(std::string(line.substr(0, colon)) + ": " +
                                            std::string(line.substr(colon + 1)))};
    return std::nullopt;
  }

  std::optional<Advice> no_space_after_dash() const {
    for (const std::size_t n : {line_, last_filled_before(line_)}) {
      const std::string_view line = trimmed(lines_.line(n));
      if (n > 0 && line.size() > 1 && line[0] == '-' && line[1] != ' ' && line[1] != '-' &&
          line[1] != '\t')
        return Advice{n, lines_.line(n).find('-') + 1, "no space after the dash",
                      "write " + in_backticks("- " + std::string(line.substr(1)))};
    }
    return std::nullopt;
  }

  // A line without a dash in the column where the entries of a list begin.
  std::optional<Advice> no_dash() const {
    const std::string_view line = lines_.line(line_);
    const std::size_t before = last_filled_before(line_);
    if (in_flow() || before == 0 || begins_entry(trimmed(line))) return std::nullopt;
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
  const Fault& fault_;
  std::size_t line_;
  std::size_t column_;  // in bytes, from 1
};

// The line of `---` or `...` that a document at a line begins with or after.
bool separated(const Lines& lines, std::size_t line) {
  const auto separates = [&] {
    return lines.line(line).starts_with("---") || lines.line(line).starts_with("...");
  };
  if (separates()) return true;
  while (--line > 0 && is_comment(trimmed(lines.line(line)))) {
  }
  return line > 0 && separates();
}

}  // namespace

void advise(const Lines& lines, const Fault& fault, ProblemList& problems) {
  if (fault.problem.find("<document start>") != std::string_view::npos &&
      separated(lines, fault.at.line + 1)) {
    advise_second_document(lines.place(fault.at.line, 0), problems);
    return;
  }
  const Advice advice = Advisor(lines, fault).advise();
  problems.add(problem::not_yaml, lines.place(advice.line - 1, advice.column - 1), advice.message,
               advice.hint);
}

void advise_second_document(const Place& at, ProblemList& problems) {
  problems.add(problem::several_documents, at, "a second document begins here",
               "keep one dispute in a file; remove the line `---` before it");
}

}  // namespace standoff::yaml
