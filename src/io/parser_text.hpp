// A text as libyaml is to see it, and the way back to the author's columns. libyaml reads YAML 1.1
// and is narrower than YAML 1.2 at a few places, and JSON writes some letters otherwise; what an
// author may write is put here into words it understands.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "io/yaml_events.hpp"

namespace standoff::yaml {

class ParserText {
 public:
  /// Valid UTF-8 without a byte order mark.
  explicit ParserText(std::string_view source);

  std::string_view text() const { return text_; }

  /// Where a place of the parser's text is in the source.
  Mark in_source(Mark mark) const;
  /// A scalar's text with the source's own letters.
  std::string letters(std::string_view text) const;

  /// True when YAML 1.2 has no objection to what stands at a fault and the text was changed so that
  /// libyaml has none either: it is to be read again. False also when that was done too often.
  bool mend(const Fault& fault);

 private:
  // From here to the next one in its line, columns of the source are `more` further right than the
  // parser's.
  struct Shift {
    std::size_t line;
    std::size_t column;
    int more;

    bool operator<(const Shift& other) const {
      return line != other.line ? line < other.line : column < other.column;
    }
  };

  void join_surrogates();
  void stand_in();
  void insert_space(std::size_t byte, const Mark& at);
  bool blank_tab(std::size_t byte);

  std::string text_;
  std::vector<Shift> shifts_;  // by place
  bool stood_in_ = false;
  std::size_t mended_ = 0;  // bytes to be read again, in all
};

}  // namespace standoff::yaml
