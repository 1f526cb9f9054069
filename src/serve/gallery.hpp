// The disputes there are: those of the catalogue, and those of the folder.
#pragma once

#include <cstdint>
#include <list>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

#include "serve/body.hpp"
#include "serve/folder.hpp"

namespace standoff::serve {

/// Reads what is worth telling of a dispute, once per version of it.
class Gallery {
 public:
  explicit Gallery(const Folder& folder) : folder_(folder) {}

  /// {"format": "standoff.disputes/1", ...}
  Json list();

 private:
  struct Seen {
    Stamp stamp;
    Json row;  ///< null: no dispute
  };
  const Folder& folder_;
  std::mutex mutex_;
  std::map<std::string, Seen> files_;
  Json cases_;
};

/// "cases/lithuania-belarus" or "files/sub/strike.yaml": the bytes and their etag. Throws Refusal.
struct Bytes {
  std::string bytes;
  std::string etag;
};
Bytes read_dispute(const Folder& folder, std::string_view id);

}  // namespace standoff::serve
