// The events of a YAML text, one at a time. The only file that knows libyaml is yaml_events.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

namespace standoff::yaml {

/// A place as the parser counts it: from 0, in code points.
struct Mark {
  std::size_t line = 0;
  std::size_t column = 0;
  std::size_t index = 0;  ///< in the whole text
};

struct Event {
  enum class Kind : std::uint8_t { document, scalar, alias, list, mapping, close, end, fault };
  enum class Style : std::uint8_t { plain, quoted, block };

  Kind kind = Kind::end;
  Mark at;
  std::string_view text;  ///< of a scalar; lives until the next event, as does the tag
  std::string_view tag;   ///< empty when there is none
  Style style = Style::plain;
  bool anchored = false;
};

/// What the parser could not read.
struct Fault {
  std::string_view doing;    ///< "while scanning a quoted scalar"; may be empty
  std::string_view problem;  ///< "found unexpected end of stream"
  Mark since;                ///< where what it was doing began
  Mark at;
};

class Events {
 public:
  /// The text must stay where it is. UTF-8, without a byte order mark.
  explicit Events(std::string_view text);
  ~Events();
  Events(const Events&) = delete;
  Events& operator=(const Events&) = delete;

  /// The next event. After `end` or `fault` there is none.
  const Event& next();
  /// Of the event `fault`.
  Fault fault() const;

 private:
  struct Parser;
  std::unique_ptr<Parser> parser_;
  Event event_;
};

}  // namespace standoff::yaml
