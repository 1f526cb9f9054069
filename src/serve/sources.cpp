// Evidence beside its texts.

#include "serve/sources.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "report/json.hpp"
#include "standoff/load.hpp"
#include "text/sha256.hpp"
#include "text/unicode.hpp"

namespace standoff::serve {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t longest_text = std::uintmax_t{4} << 20;
constexpr std::uintmax_t most_text = std::uintmax_t{64} << 20;
constexpr std::size_t most_files = 1000;

std::string stem(const std::string& file) { return fs::path(file).stem().string(); }

// As `check` finds them: by what the dispute says of the file, or else by name.
const SourceText* text_of_source(const Source& source, const std::vector<SourceText>& texts) {
  for (const SourceText& one : texts)
    if (!source.sha256.empty() && text::sha256_hex(one.bytes) == source.sha256) return &one;
  for (const SourceText& one : texts)
    if (stem(one.file) == source.id) return &one;
  return nullptr;
}

Model model_of(const std::string& bytes) {
  Loaded loaded = load(bytes);
  if (loaded) return std::move(*loaded.model);
  throw Refusal(problem(
      422, "the dispute has problems, and nothing is answered before they are mended",
      "\"problems\":" +
          problems_json(loaded.problems).dump(-1, ' ', false, Json::error_handler_t::replace)));
}

std::string yaml_of(const TextPosition& at) {
  return "at: {start: " + std::to_string(at.start) + ", end: " + std::to_string(at.end) +
         ", sha256: " + at.sha256 + "}";
}

Json place_json(const Located& place) {
  return {{"at", {{"start", place.at.start}, {"end", place.at.end}, {"sha256", place.at.sha256}}},
          {"similarity", place.similarity},
          {"passage", place.passage},
          {"yaml", yaml_of(place.at)}};
}

Located at_place(const std::u32string& points, std::uint64_t start, std::uint64_t end) {
  if (start >= end || end > points.size())
    throw Refusal(400, "\"start\" and \"end\" must be a passage of the text, which has " +
                           std::to_string(points.size()) + " letters");
  Located place;
  place.passage = text::encode(std::u32string_view(points).substr(start, end - start));
  place.at = {start, end, text::sha256_hex(place.passage)};
  return place;
}

}  // namespace

Sources::Sources(const std::string& folder) : folder_(folder) {
  std::error_code ignored;
  if (!folder_.empty() && !fs::is_directory(folder_, ignored))
    throw std::runtime_error("there is no folder " + folder_ + " with sources");
}

std::vector<SourceText> Sources::texts() const {
  std::vector<SourceText> texts;
  if (folder_.empty()) return texts;
  std::error_code bad;
  std::uintmax_t total = 0;
  for (fs::recursive_directory_iterator at(folder_, fs::directory_options::skip_permission_denied,
                                           bad);
       !bad && at != fs::recursive_directory_iterator() && texts.size() < most_files;
       at.increment(bad)) {
    std::error_code ignored;
    if (at->is_symlink(ignored) || !at->is_regular_file(ignored)) continue;
    const std::uintmax_t size = at->file_size(ignored);
    if (ignored || size > longest_text || total + size > most_text) continue;
    std::ifstream in(at->path(), std::ios::binary);
    texts.push_back({at->path().filename().string(), {std::istreambuf_iterator<char>(in), {}}});
    total += size;
  }
  // A directory's order is nobody's choice; the answer must not depend on it.
  std::sort(texts.begin(), texts.end(), [](const SourceText& a, const SourceText& b) {
    return std::pair(a.file, a.bytes) < std::pair(b.file, b.bytes);
  });
  return texts;
}

Json Sources::evidence(const Json& body) const {
  only_known(body, {"text", "name"});
  const Model model = model_of(text_of(body, "text"));
  const std::vector<SourceText> all = texts();
  const std::vector<AnchorResult> results = verify_evidence(model, all);
  static constexpr std::array<std::string_view, 5> names{"exact", "moved", "fuzzy", "missing",
                                                         "unchecked"};
  Json sources = Json::array();
  for (const Source& source : model.sources) {
    const SourceText* found = text_of_source(source, all);
    const bool readable = found != nullptr && !text::first_invalid_utf8(found->bytes);
    sources.push_back({{"id", source.id},
                       {"title", source.title},
                       {"date", source.date},
                       {"publisher", source.publisher},
                       {"url", source.url},
                       {"available", readable},
                       {"text", readable ? Json(found->bytes) : Json(nullptr)}});
  }
  Json anchors = Json::array();
  for (std::size_t k = 0; k < model.evidence.size(); ++k) {
    const AnchorResult& result = results[k];
    Json one{{"evidence", model.evidence[k].id},
             {"source", model.sources[model.evidence[k].source].id},
             {"status", names[static_cast<std::size_t>(result.anchor)]},
             {"start", result.found ? Json(result.found->start) : Json(nullptr)},
             {"end", result.found ? Json(result.found->end) : Json(nullptr)}};
    if (result.anchor == Anchor::fuzzy) one["similarity"] = result.similarity;
    if (!result.note.empty()) one["note"] = result.note;
    anchors.push_back(std::move(one));
  }
  return {{"format", "standoff.evidence/1"},
          {"sources", std::move(sources)},
          {"anchors", std::move(anchors)}};
}

Json Sources::locate(const Json& body) const {
  only_known(body, {"text", "name", "source", "start", "end", "quote"});
  Source source;
  source.id = text_of(body, "source");
  if (const auto dispute = text_if(body, "text")) {
    const Model model = model_of(*dispute);
    std::vector<std::string> known;
    for (const Source& one : model.sources) known.push_back(one.id);
    const auto found = std::find(known.begin(), known.end(), source.id);
    if (found == known.end()) throw Refusal(400, unknown("source", source.id, known));
    source = model.sources[static_cast<std::size_t>(found - known.begin())];
  }
  const std::vector<SourceText> all = texts();
  const SourceText* in = text_of_source(source, all);
  if (in == nullptr || text::first_invalid_utf8(in->bytes))
    throw Refusal(422, "the text of \"" + source.id +
                           "\" is not among the sources (standoff serve --sources FOLDER)");
  std::vector<Located> places;
  if (const auto quote = text_if(body, "quote")) {
    places = standoff::locate(*quote, in->bytes);
  } else {
    const auto start = number_if(body, "start");
    const auto end = number_if(body, "end");
    if (!start || !end) throw Refusal(400, "give a \"quote\", or \"start\" and \"end\"");
    places.push_back(at_place(text::decode(in->bytes), *start, *end));
  }
  Json list = Json::array();
  for (const Located& place : places) list.push_back(place_json(place));
  return {{"format", "standoff.locate/1"}, {"places", std::move(list)}};
}

}  // namespace standoff::serve
