// From a YAML parser's complaint to the mistake an author probably made: the line itself is looked
// at, then the one before it, since that is where most such mistakes are.

#include "io/syntax_advice.hpp"

#include <algorithm>
#include <optional>

#include "text/unicode.hpp"

namespace standoff::yaml {
namespace {

std::string_view trimmed(std::string_view line) {
  const auto first = line.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return line.substr(first, line.find_last_not_of(" \t\r") - first + 1);
}

bool is_comment(std::string_view line) { return line.empty() || line.front() == '#'; }

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

struct Advice {
  std::size_t line;  // from 1
  std::size_t column;
  std::string message;
  std::string hint;
};

class Advisor {
 public:
  Advisor(const Lines& lines, std::size_t line, std::size_t column, std::string_view complaint)
      : lines_(lines), line_(line + 1), column_(column + 1), complaint_(complaint) {}

  Advice advise() const {
    if (auto a = odd_character()) return *a;
    if (auto a = tab()) return *a;
    if (auto a = open_quote()) return *a;
    if (auto a = open_bracket()) return *a;
    if (auto a = colons()) return *a;
    if (auto a = no_space_after_dash()) return *a;
    if (auto a = no_colon()) return *a;
    if (auto a = indentation()) return *a;
    return {line_, column_, "this cannot be read as YAML (" + std::string(complaint_) + ")",
            "compare with the lines around it: indentation, colons, quotes and brackets"};
  }

 private:
  bool says(std::string_view part) const { return complaint_.find(part) != std::string_view::npos; }
  std::size_t last_filled_before(std::size_t line) const {
    for (--line; line > 0 && is_comment(trimmed(lines_.line(line)));) --line;
    return line;
  }

  std::optional<Advice> odd_character() const {
    if (!says("unknown token")) return std::nullopt;
    const std::string_view line = lines_.line(line_);
    const std::string_view found =
        column_ <= line.size() ? line.substr(column_ - 1, 1) : std::string_view();
    return Advice{line_, column_, "a value may not begin with " + std::string(found),
                  "put the value into quotes"};
  }

  std::optional<Advice> tab() const {
    for (const std::size_t n : {line_, last_filled_before(line_)}) {
      const std::string_view line = lines_.line(n);
      const std::size_t filled = std::min(line.find_first_not_of(" \t"), line.size());
      const std::size_t at = line.substr(0, filled).find('\t');
      if (n > 0 && at != std::string_view::npos)
        return Advice{n, at + 1, "a tab in the indentation; YAML is indented with spaces",
                      "replace each tab by two spaces"};
    }
    return std::nullopt;
  }

  std::optional<Advice> open_quote() const {
    if (says("EOF in scalar"))
      return Advice{line_, column_, "a quotation mark that is not closed",
                    "close it, or leave it out"};
    const std::string_view line = lines_.line(line_);
    if (!says("end of") || column_ > line.size()) return std::nullopt;
    const std::size_t quote = line.substr(0, column_ - 1).rfind('\'');
    if (quote == std::string_view::npos ||
        trimmed(line.substr(quote + 1, column_ - quote - 2)).size() > 0)
      return std::nullopt;
    return Advice{line_, quote + 1,
                  "the text ends at this quotation mark, and something follows it",
                  "an apostrophe inside single quotes is written twice (''), or use double quotes "
                  "around the text"};
  }

  std::optional<Advice> open_bracket() const {
    if (says("end of sequence flow") || says("end of map flow")) {
      for (std::size_t n = line_; n > 0; --n) {
        const std::string signs = signs_of(lines_.line(n));
        for (const auto& [open, close] : {std::pair{'[', ']'}, std::pair{'{', '}'}})
          if (balance(signs, open, close) > 0)
            return Advice{n, signs.rfind(open) + 1,
                          std::string("a bracket ") + open + " that is not closed",
                          std::string("close it with ") + close +
                              "; a formula with commas or brackets inside a list must be quoted"};
      }
    }
    return std::nullopt;
  }

  std::optional<Advice> colons() const {
    if (!says("illegal map value")) return std::nullopt;
    for (const std::size_t n : {line_, last_filled_before(line_)}) {
      if (n == 0) continue;
      std::string signs = signs_of(lines_.line(n));
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
                    "write `" + std::string(previous.substr(0, colon)) + ": " +
                        std::string(previous.substr(colon + 1)) + "`"};
    return std::nullopt;
  }

  std::optional<Advice> no_space_after_dash() const {
    for (const std::size_t n : {line_, last_filled_before(line_)}) {
      const std::string_view line = trimmed(lines_.line(n));
      if (n > 0 && line.size() > 1 && line[0] == '-' && line[1] != ' ' && line[1] != '-')
        return Advice{n, lines_.line(n).find('-') + 1, "no space after the dash",
                      "write `- " + std::string(line.substr(1)) + "`"};
    }
    return std::nullopt;
  }

  std::optional<Advice> no_colon() const {
    for (const std::size_t n : {last_filled_before(line_), line_}) {
      const std::string_view line = trimmed(lines_.line(n));
      if (n == 0 || is_comment(line) || line.front() == '-' || line.front() == '[' ||
          line.front() == '{')
        continue;
      if (signs_of(line).find(':') != std::string::npos) continue;
      const std::string_view word = line.substr(0, line.find(' '));
      return Advice{
          n, lines_.line(n).find_first_not_of(' ') + 1,
          "no colon after \"" + std::string(word) + "\"",
          "write `" + std::string(word) + ":" + std::string(line.substr(word.size())) + "`"};
    }
    return std::nullopt;
  }

  std::optional<Advice> indentation() const {
    if (!says("end of map") && !says("end of sequence") && !says("illegal")) return std::nullopt;
    return Advice{line_, column_, "this line is not indented like the ones it belongs to",
                  "lines of one list or mapping begin in the same column; what belongs to a key is "
                  "indented further"};
  }

  const Lines& lines_;
  std::size_t line_;
  std::size_t column_;  // in bytes, from 1
  std::string_view complaint_;
};

}  // namespace

void advise(const Lines& lines, std::size_t line, std::size_t byte_column,
            std::string_view complaint, ProblemList& problems) {
  const Advice advice = Advisor(lines, line, byte_column, complaint).advise();
  problems.add(problem::not_yaml, lines.place(advice.line - 1, advice.column - 1), advice.message,
               advice.hint);
}

}  // namespace standoff::yaml
