// libyaml, wrapped: what C must free is freed here, and nothing is thrown through its frames, for
// it calls nothing of ours.

#include "io/yaml_events.hpp"

#include <yaml.h>

#include <new>

namespace standoff::yaml {
namespace {

Mark mark_of(const yaml_mark_t& mark) { return {mark.line, mark.column, mark.index}; }

std::string_view view(const char* text) { return text == nullptr ? std::string_view() : text; }
std::string_view view(const yaml_char_t* text) { return view(reinterpret_cast<const char*>(text)); }

}  // namespace

struct Events::Parser {
  explicit Parser(std::string_view text) {
    if (yaml_parser_initialize(&parser) == 0) throw std::bad_alloc();
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&parser, reinterpret_cast<const unsigned char*>(text.data()),
                                 text.size());
  }
  ~Parser() {
    yaml_event_delete(&event);
    yaml_parser_delete(&parser);
  }
  Parser(const Parser&) = delete;
  Parser& operator=(const Parser&) = delete;

  // False at a fault.
  bool step() {
    yaml_event_delete(&event);
    if (yaml_parser_parse(&parser, &event) != 0) return true;
    if (parser.error == YAML_MEMORY_ERROR) throw std::bad_alloc();
    return false;
  }

  yaml_parser_t parser;
  yaml_event_t event{};
};

Events::Events(std::string_view text) : parser_(std::make_unique<Parser>(text)) {}
Events::~Events() = default;

const Event& Events::next() {
  using Kind = Event::Kind;
  event_ = {};
  for (;;) {
    if (!parser_->step()) {
      event_.kind = Kind::fault;
      event_.at = fault().at;
      return event_;
    }
    const yaml_event_t& event = parser_->event;
    event_.at = mark_of(event.start_mark);
    switch (event.type) {
      case YAML_NO_EVENT:
      case YAML_STREAM_END_EVENT:
        event_.kind = Kind::end;
        return event_;
      case YAML_STREAM_START_EVENT:
      case YAML_DOCUMENT_END_EVENT:
        break;
      case YAML_DOCUMENT_START_EVENT:
        event_.kind = Kind::document;
        return event_;
      case YAML_ALIAS_EVENT:
        event_.kind = Kind::alias;
        return event_;
      case YAML_SCALAR_EVENT: {
        const auto& scalar = event.data.scalar;
        event_.kind = Kind::scalar;
        event_.text = {reinterpret_cast<const char*>(scalar.value), scalar.length};
        event_.tag = view(scalar.tag);
        event_.anchored = scalar.anchor != nullptr;
        event_.style = scalar.style == YAML_PLAIN_SCALAR_STYLE ? Event::Style::plain
                       : scalar.style == YAML_SINGLE_QUOTED_SCALAR_STYLE ||
                               scalar.style == YAML_DOUBLE_QUOTED_SCALAR_STYLE
                           ? Event::Style::quoted
                           : Event::Style::block;
        return event_;
      }
      case YAML_SEQUENCE_START_EVENT:
        event_.kind = Kind::list;
        event_.tag = view(event.data.sequence_start.tag);
        event_.anchored = event.data.sequence_start.anchor != nullptr;
        return event_;
      case YAML_MAPPING_START_EVENT:
        event_.kind = Kind::mapping;
        event_.tag = view(event.data.mapping_start.tag);
        event_.anchored = event.data.mapping_start.anchor != nullptr;
        return event_;
      case YAML_SEQUENCE_END_EVENT:
      case YAML_MAPPING_END_EVENT:
        event_.kind = Kind::close;
        return event_;
    }
  }
}

Fault Events::fault() const {
  const yaml_parser_t& parser = parser_->parser;
  return {view(parser.context), view(parser.problem), mark_of(parser.context_mark),
          mark_of(parser.problem_mark)};
}

}  // namespace standoff::yaml
