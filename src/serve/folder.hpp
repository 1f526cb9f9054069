// The one folder that the server may touch, and how nothing in it is lost.
//
// Names are looked up one part at a time from the open folder and no symbolic link is followed, so
// that no name leads out of it, whoever moves things about meanwhile.
#pragma once

#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace standoff::serve {

/// Enough to tell that a file is no longer the one that was read.
struct Stamp {
  std::uint64_t inode = 0;
  std::int64_t modified = 0;  ///< nanoseconds since 1970
  std::uint64_t bytes = 0;
  bool operator==(const Stamp&) const = default;
};

class Folder {
 public:
  /// Throws std::runtime_error where there is no such folder.
  Folder(const std::string& path, bool read_only);
  ~Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  const std::string& path() const { return path_; }
  bool writable() const { return writable_; }

  struct File {
    std::string name;  ///< "sub/strike.yaml"
    Stamp stamp;
  };
  /// Files with the endings of disputes, sorted by name, hidden ones left out. At most `most`.
  std::vector<File> list(std::size_t most = 2000) const;

  /// The bytes; nothing when there is no such file, or it is longer than `most`. `name` need not be
  /// safe.
  std::optional<std::string> read(std::string_view name, std::size_t most = 8 << 20) const;

  /// What a file must be for a save to go on: of this SHA-256, or not there at all.
  struct Expected {
    std::optional<std::string> etag;
  };
  enum class SaveEnd : std::uint8_t { saved, changed, failed };
  struct Saved {
    SaveEnd end = SaveEnd::failed;
    bool created = false;
    std::string etag;  ///< of what is in the file now; empty: it is not there
    int error = 0;     ///< errno, where it failed
  };
  /// Writes a file whole or not at all, and only where it is as expected: the bytes go into a new
  /// file that changes places with the old one once the disk has them. Makes the folders it needs.
  /// `name` must be one that `name_refused` lets through.
  Saved save(std::string_view name, std::string_view bytes, const Expected& expected);

  /// Drafts: texts by a key of hexadecimal digits, kept out of sight in .standoff/drafts.
  std::optional<std::string> read_draft(std::string_view key) const;
  /// False where it could not be written; `error` is then errno.
  bool save_draft(std::string_view key, std::string_view bytes, int& error);
  bool remove_draft(std::string_view key);

 private:
  std::string path_;
  int root_ = -1;
  bool writable_ = false;
  std::mutex saving_;  // one save at a time
};

/// Whether a name below the folder can be used at all: relative, no part hidden, empty or "..", no
/// control characters or backslashes, with the ending of a dispute. Empty: it can; else why not.
std::string name_refused(std::string_view name);

}  // namespace standoff::serve
