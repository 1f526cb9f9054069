// Making and keeping documents.

#include "serve/documents.hpp"

#include <algorithm>

#include "page/exported.hpp"
#include "serve/guard.hpp"
#include "serve/questions.hpp"
#include "text/unicode.hpp"

namespace standoff::serve {
namespace {

constexpr auto keep = std::chrono::minutes(10);
constexpr std::size_t most = 16;
constexpr std::size_t most_bytes = std::size_t{64} << 20;

// "reports/strike.yaml" becomes "strike.tex"; only letters that are safe in a header and on a disk.
std::string file_name(std::string name, std::string_view ending) {
  name.erase(0, name.rfind('/') + 1);
  name.erase(std::min(name.rfind('.'), name.size()));
  std::string safe;
  for (const char c : name.substr(0, 80)) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    safe += plain || c == '-' || c == '_' ? c : '-';
  }
  return (safe.empty() ? "dispute" : safe) + "." + std::string(ending);
}

Response as_document(std::string bytes, const std::string& format, const std::string& name) {
  if (format == "html") {
    // A page by itself, with its styles in it, and nothing that could run.
    return {200,
            "text/html; charset=utf-8",
            std::move(bytes),
            {{"Content-Security-Policy",
              "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
              "form-action 'none'; frame-ancestors 'self'"}}};
  }
  const page::FormatName* form = page::find_format(format);
  return {
      200,
      std::string(form->media_type),
      std::move(bytes),
      {{"Content-Disposition", "attachment; filename=\"" + file_name(name, form->ending) + "\""}}};
}

}  // namespace

std::string Documents::make(const VerbCall& asked, const Json& body, const CallVerb& call) {
  const std::string format = text_if(body, "format").value_or("html");
  VerbAnswer made = call(asked);
  told("report", asked, made);  // throws where it could not be made
  const std::string id = random_hex(16);
  const std::scoped_lock lock(mutex_);
  all_.push_front({id, std::chrono::steady_clock::now(),
                   as_document(std::move(made.text), format, text_if(body, "name").value_or(""))});
  tidy();
  return id;
}

std::optional<Response> Documents::find(const std::string& id) {
  const std::scoped_lock lock(mutex_);
  tidy();
  const auto found =
      std::find_if(all_.begin(), all_.end(), [&](const Document& one) { return one.id == id; });
  return found == all_.end() ? std::nullopt : std::optional(found->response);
}

void Documents::tidy() {
  const auto now = std::chrono::steady_clock::now();
  std::size_t count = 0;
  std::size_t bytes = 0;
  all_.remove_if([&](const Document& one) {
    bytes += one.response.body.size();
    return ++count > most || (bytes > most_bytes && count > 1) || now - one.made > keep;
  });
}

}  // namespace standoff::serve
