// What is worth telling of each dispute.

#include "serve/gallery.hpp"

#include <algorithm>
#include <array>
#include <ctime>

#include "report/style.hpp"
#include "standoff/load.hpp"
#include "text/sha256.hpp"
#include "text/unicode.hpp"

namespace standoff::serve {
namespace {

constexpr std::string_view reference = "lithuania-belarus";
constexpr int line_width = 140;
constexpr std::size_t shortest_sentence = 30;  // letters; "After N." is none

// The first sentence of the notes; of a dispute without, how large it is.
std::string about(const Model& model) {
  const std::string notes = model.notes.substr(0, model.notes.find("\n\n"));
  for (std::size_t k = shortest_sentence; k < notes.size(); ++k)
    if (notes[k] == '.' && (k + 1 == notes.size() || notes[k + 1] == ' ' || notes[k + 1] == '\n'))
      return text::truncate(std::string_view(notes).substr(0, k + 1), line_width);
  if (!notes.empty()) return text::truncate(notes, line_width);
  const std::string who = report::counted(model.decision_makers.size(), "decision maker");
  if (model.is_explicit())
    return who + ", " + report::counted(model.explicit_graph->states.size(), "state");
  return who + ", " + report::counted(model.options.size(), "option");
}

// Other programs' YAML and JSON lies about in folders, too.
bool may_be_dispute(std::string_view name, std::string_view bytes) {
  if (name.ends_with(".gmcr")) return true;
  return bytes.find("standoff:") != std::string_view::npos ||
         bytes.find("\"standoff\"") != std::string_view::npos;
}

std::string date_of(std::int64_t nanoseconds) {
  const std::time_t seconds = nanoseconds / 1'000'000'000;
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  std::array<char, 32> text{};
  const std::size_t length = std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts);
  return {text.data(), length};
}

Json row(const std::string& id, const char* origin, std::string_view name, std::string_view bytes,
         const Json& modified) {
  const Loaded loaded = load(bytes);
  return {{"id", id},
          {"origin", origin},
          {"name", name},
          {"title", loaded ? loaded.model->title : std::string(name)},
          {"as_of", loaded ? Json(loaded.model->as_of) : Json("")},
          {"about", loaded ? about(*loaded.model) : std::string("a file with problems")},
          {"bytes", bytes.size()},
          {"etag", text::sha256_hex(bytes)},
          {"modified", modified},
          {"valid", loaded.model.has_value()}};
}

Json rows_of_cases() {
  std::vector<CatalogueEntry> entries(catalogue());
  std::stable_partition(entries.begin(), entries.end(),
                        [](const CatalogueEntry& entry) { return entry.id == reference; });
  Json rows = Json::array();
  for (const CatalogueEntry& entry : entries)
    rows.push_back(row("cases/" + std::string(entry.id), "case", entry.id, entry.bytes, nullptr));
  return rows;
}

}  // namespace

Json Gallery::list() {
  const std::vector<Folder::File> files = folder_.list();
  const std::scoped_lock lock(mutex_);
  if (cases_.is_null()) cases_ = rows_of_cases();
  Json rows = cases_;
  std::map<std::string, Seen> seen;
  for (const Folder::File& file : files) {
    auto known = files_.extract(file.name);
    if (known.empty() || known.mapped().stamp != file.stamp) {
      const auto bytes = folder_.read(file.name);
      if (!bytes) continue;
      Json one = may_be_dispute(file.name, *bytes) ? row("files/" + file.name, "file", file.name,
                                                         *bytes, date_of(file.stamp.modified))
                                                   : Json(nullptr);
      seen.insert_or_assign(file.name, Seen{file.stamp, std::move(one)});
    } else {
      seen.insert(std::move(known));
    }
    if (const Json& one = seen.at(file.name).row; !one.is_null()) rows.push_back(one);
  }
  files_ = std::move(seen);
  return {{"format", "standoff.disputes/1"}, {"disputes", std::move(rows)}};
}

Bytes read_dispute(const Folder& folder, std::string_view id) {
  if (id.starts_with("cases/")) {
    for (const CatalogueEntry& entry : catalogue())
      if (entry.id == id.substr(6))
        return {std::string(entry.bytes), text::sha256_hex(entry.bytes)};
  } else if (id.starts_with("files/")) {
    if (const std::string why = name_refused(id.substr(6)); !why.empty()) throw Refusal(404, why);
    if (auto bytes = folder.read(id.substr(6))) {
      std::string etag = text::sha256_hex(*bytes);
      return {std::move(*bytes), std::move(etag)};
    }
  }
  throw Refusal(404, "there is no dispute \"" + text::truncate(id, 200) + "\" here");
}

}  // namespace standoff::serve
