// Figures as JSON.

#include "page/json_figure.hpp"

#include "report/json_parts.hpp"

namespace standoff::page {

nlohmann::ordered_json figure_object(const figure::Figure& figure) {
  nlohmann::ordered_json json;
  json["title"] = figure.title;
  json["alt"] = figure.alt;
  json["svg"] = figure.svg;
  json["table"]["caption"] = figure.table.caption;
  json["table"]["columns"] = figure.table.columns;
  json["table"]["rows"] = figure.table.rows;
  json["note"] = figure.note;
  return json;
}

std::string figure_json(const Model& model, const figure::Kind& kind,
                        const figure::Figure& figure) {
  report::Json json = report::head("standoff.figure/1", model);
  json["kind"] = kind.key;
  json.update(figure_object(figure));
  return report::text_of(json);
}

}  // namespace standoff::page
