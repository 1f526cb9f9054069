// Reading and writing below one open folder.

#include "serve/folder.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>
#include <stdexcept>
#include <utility>

#include "serve/guard.hpp"
#include "text/sha256.hpp"
#include "text/unicode.hpp"

namespace standoff::serve {
namespace {

constexpr std::array<std::string_view, 4> endings{".yaml", ".yml", ".json", ".gmcr"};
constexpr std::size_t longest_part = 255;
constexpr std::size_t longest_name = 1024;
constexpr int deepest = 12;
constexpr int most_turns = 100;  // nobody renames that fast for ever

class Descriptor {
 public:
  explicit Descriptor(int number = -1) : number_(number) {}
  ~Descriptor() {
    if (number_ >= 0) close(number_);
  }
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  explicit operator bool() const { return number_ >= 0; }
  int get() const { return number_; }
  int release() { return std::exchange(number_, -1); }

 private:
  int number_;
};

bool has_ending(std::string_view name) {
  return std::any_of(endings.begin(), endings.end(),
                     [&](std::string_view ending) { return name.ends_with(ending); });
}

Stamp stamp_of(const struct stat& found) {
  return {found.st_ino, std::int64_t{found.st_mtim.tv_sec} * 1'000'000'000 + found.st_mtim.tv_nsec,
          static_cast<std::uint64_t>(found.st_size)};
}

// The folder that holds `name`, and the last part of it.
std::pair<Descriptor, std::string> place_of(int root, std::string_view name, bool make) {
  Descriptor at(fcntl(root, F_DUPFD_CLOEXEC, 0));
  std::size_t start = 0;
  for (std::size_t slash = name.find('/'); at && slash != std::string_view::npos;
       slash = name.find('/', start)) {
    const std::string part(name.substr(start, slash - start));
    if (make && mkdirat(at.get(), part.c_str(), 0777) == 0) fsync(at.get());
    at = Descriptor(openat(at.get(), part.c_str(), O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
    start = slash + 1;
  }
  return {std::move(at), std::string(name.substr(start))};
}

void list_into(std::vector<Folder::File>& files, int folder, const std::string& prefix, int depth,
               std::size_t most) {
  const std::unique_ptr<DIR, int (*)(DIR*)> entries(fdopendir(dup(folder)), closedir);
  if (!entries) return;
  std::vector<std::string> folders;
  while (const dirent* entry = readdir(entries.get())) {
    const std::string name = entry->d_name;
    if (name.front() == '.' || text::first_invalid_utf8(name)) continue;
    struct stat found {};
    if (fstatat(folder, name.c_str(), &found, AT_SYMLINK_NOFOLLOW) != 0) continue;
    if (S_ISDIR(found.st_mode) && depth < deepest && name != "node_modules")
      folders.push_back(name);
    if (S_ISREG(found.st_mode) && has_ending(name) && files.size() < most)
      files.push_back({prefix + name, stamp_of(found)});
  }
  std::sort(folders.begin(), folders.end());
  for (const std::string& name : folders) {
    if (files.size() >= most) return;
    const Descriptor inner(
        openat(folder, name.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
    if (inner) list_into(files, inner.get(), prefix + name + "/", depth + 1, most);
  }
}

// Where drafts are, and files that are being written. Out of sight, and nobody's to commit.
constexpr const char* own_folder = ".standoff";
constexpr std::size_t most_drafts = 1000;

// Made when it is not there.
Descriptor folder_at(int parent, const char* name) {
  if (mkdirat(parent, name, 0777) == 0) fsync(parent);
  return Descriptor(openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
}

Descriptor own_folder_at(int root, const char* inner) {
  const Descriptor own = folder_at(root, own_folder);
  if (!own) return Descriptor();
  Descriptor note(openat(own.get(), ".gitignore", O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666));
  if (note && write(note.get(), "*\n", 2) != 2) unlinkat(own.get(), ".gitignore", 0);
  return folder_at(own.get(), inner);
}

bool write_all(int file, std::string_view bytes) {
  for (std::size_t at = 0; at < bytes.size();) {
    const ssize_t n = write(file, bytes.data() + at, bytes.size() - at);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return false;
    at += static_cast<std::size_t>(n);
  }
  return true;
}

std::optional<std::string> bytes_of(int folder, const std::string& name, std::size_t most,
                                    struct stat* found = nullptr) {
  // Not waiting for the other end, should the name be a pipe's.
  const Descriptor file(
      openat(folder, name.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
  struct stat own {};
  if (found == nullptr) found = &own;
  if (!file || fstat(file.get(), found) != 0 || !S_ISREG(found->st_mode)) return std::nullopt;
  if (static_cast<std::uint64_t>(found->st_size) > most) return std::nullopt;
  std::string bytes;
  std::array<char, 1 << 16> piece;
  for (;;) {
    const ssize_t n = ::read(file.get(), piece.data(), piece.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return std::nullopt;
    if (n == 0) return bytes;
    bytes.append(piece.data(), static_cast<std::size_t>(n));
    if (bytes.size() > most) return std::nullopt;
  }
}

// A file being written, in .standoff/saving; gone when it is not put in its place. The folder is
// locked as long as this lives, so that no server that starts takes it for left behind.
class NewFile {
 public:
  explicit NewFile(int root)
      : folder_(own_folder_at(root, "saving")), name_("new-" + random_hex(8)) {
    while (folder_ && flock(folder_.get(), LOCK_SH) != 0 && errno == EINTR) continue;
  }
  ~NewFile() {
    if (there_) unlinkat(folder_.get(), name_.c_str(), 0);
  }
  NewFile(const NewFile&) = delete;
  NewFile& operator=(const NewFile&) = delete;

  /// The bytes are on the disk, not only on the way there.
  bool write(std::string_view bytes, mode_t mode) {
    if (!folder_) return false;
    const Descriptor file(openat(folder_.get(), name_.c_str(),
                                 O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666));
    there_ = static_cast<bool>(file);
    return there_ && (mode == 0 || fchmod(file.get(), mode) == 0) && write_all(file.get(), bytes) &&
           fsync(file.get()) == 0;
  }
  bool put(int folder, const std::string& name, unsigned flags) {
    if (renameat2(folder_.get(), name_.c_str(), folder, name.c_str(), flags) != 0) return false;
    there_ = (flags & RENAME_EXCHANGE) != 0;  // then what was displaced has this name
    return fsync(folder) == 0;
  }
  std::optional<std::string> displaced(std::size_t most) const {
    return bytes_of(folder_.get(), name_, most);
  }

 private:
  Descriptor folder_;
  std::string name_;
  bool there_ = false;
};

std::size_t entries_in(int folder) {
  const Descriptor own(openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  const std::unique_ptr<DIR, int (*)(DIR*)> entries(own ? fdopendir(dup(own.get())) : nullptr,
                                                    closedir);
  std::size_t count = 0;
  while (entries && readdir(entries.get()) != nullptr) ++count;
  return count;
}

// Removes what a server that was killed was still writing; another time where one is writing now.
void tidy(int root) {
  const auto [own, name] = place_of(root, std::string(own_folder) + "/saving", false);
  const Descriptor saving(
      own ? openat(own.get(), name.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC) : -1);
  if (!saving || flock(saving.get(), LOCK_EX | LOCK_NB) != 0) return;
  const std::unique_ptr<DIR, int (*)(DIR*)> entries(fdopendir(dup(saving.get())), closedir);
  while (const dirent* entry = entries ? readdir(entries.get()) : nullptr)
    if (std::string_view(entry->d_name).starts_with("new-"))
      unlinkat(saving.get(), entry->d_name, 0);
}

bool is_key(std::string_view key) {
  return key.size() == 64 && key.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

}  // namespace

std::string name_refused(std::string_view name) {
  if (name.empty() || name.size() > longest_name) return "a file's name has 1 to 1024 bytes";
  if (text::first_invalid_utf8(name)) return "a file's name must be UTF-8";
  for (const char c : name)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f || c == '\\' || c == ':')
      return "a file's name has no control characters, backslashes or colons here";
  for (std::size_t start = 0; start <= name.size();) {
    const std::size_t slash = std::min(name.find('/', start), name.size());
    const std::string_view part = name.substr(start, slash - start);
    if (part.empty()) return "a file's name has no empty part";
    if (part.front() == '.') return "no part of a file's name begins with a dot here";
    if (part.size() > longest_part) return "a part of a file's name has at most 255 bytes";
    start = slash + 1;
  }
  if (!has_ending(name)) return "a dispute's name ends in .yaml, .yml, .json or .gmcr";
  return {};
}

Folder::Folder(const std::string& path, bool read_only) : path_(path) {
  root_ = open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (root_ < 0)
    throw std::runtime_error("cannot open the folder " + path + ": " + std::strerror(errno));
  writable_ = !read_only && faccessat(root_, ".", W_OK, 0) == 0;
  if (writable_) tidy(root_);
}

Folder::~Folder() { close(root_); }

std::vector<Folder::File> Folder::list(std::size_t most) const {
  std::vector<File> files;
  // Reading a directory moves a place that duplicates share: one of its own for everybody.
  const Descriptor own(openat(root_, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (own) list_into(files, own.get(), "", 0, most);
  std::sort(files.begin(), files.end(),
            [](const File& a, const File& b) { return a.name < b.name; });
  return files;
}

std::optional<std::string> Folder::read(std::string_view name, std::size_t most) const {
  if (!name_refused(name).empty()) return std::nullopt;
  const auto [folder, last] = place_of(root_, name, false);
  return folder ? bytes_of(folder.get(), last, most) : std::nullopt;
}

Folder::Saved Folder::save(std::string_view name, std::string_view bytes,
                           const Expected& expected) {
  constexpr std::size_t any_size = std::size_t{1} << 30;
  const std::scoped_lock lock(saving_);
  const auto failed = [] { return Saved{SaveEnd::failed, false, "", errno}; };
  const auto changed = [](const std::optional<std::string>& now) {
    return Saved{SaveEnd::changed, false, now ? text::sha256_hex(*now) : "", 0};
  };
  const bool creating = !expected.etag;
  const auto [folder, last] = place_of(root_, name, creating);
  if (!folder) return creating ? failed() : changed(std::nullopt);
  struct stat old {};
  const auto before = bytes_of(folder.get(), last, any_size, &old);
  if (creating == before.has_value() || (before && text::sha256_hex(*before) != *expected.etag))
    return changed(before);

  NewFile file(root_);
  if (!file.write(bytes, before ? old.st_mode & 07777 : 0)) return failed();
  if (creating) {
    if (!file.put(folder.get(), last, RENAME_NOREPLACE)) {
      if (errno == EEXIST) return changed(bytes_of(folder.get(), last, any_size));
      return failed();
    }
    return {SaveEnd::saved, true, text::sha256_hex(bytes), 0};
  }
  // Changing places shows what was there in the very moment of the save. Should somebody have
  // written since it was read, it is put back; and should that have displaced something newer
  // still, then that is, until only what was put there comes back.
  if (file.put(folder.get(), last, RENAME_EXCHANGE)) {
    auto newest = file.displaced(any_size);
    if (newest == before) return {SaveEnd::saved, false, text::sha256_hex(bytes), 0};
    std::optional<std::string> put_there(bytes);
    for (int turn = 0; turn < most_turns; ++turn) {
      if (!file.put(folder.get(), last, RENAME_EXCHANGE)) break;
      auto back = file.displaced(any_size);
      if (back == put_there) break;
      put_there = std::exchange(newest, std::move(back));
    }
    return changed(newest);
  }
  // Not every file system can do that.
  if (errno != EINVAL && errno != ENOSYS) return errno == ENOENT ? changed(std::nullopt) : failed();
  if (!file.put(folder.get(), last, 0)) return failed();
  return {SaveEnd::saved, false, text::sha256_hex(bytes), 0};
}

std::optional<std::string> Folder::read_draft(std::string_view key) const {
  if (!is_key(key)) return std::nullopt;
  const auto [folder, last] =
      place_of(root_, std::string(own_folder) + "/drafts/" + std::string(key), false);
  return folder ? bytes_of(folder.get(), last, std::size_t{32} << 20) : std::nullopt;
}

bool Folder::save_draft(std::string_view key, std::string_view bytes, int& error) {
  const std::scoped_lock lock(saving_);
  const Descriptor drafts = own_folder_at(root_, "drafts");
  const std::string name(key);
  errno = 0;
  bool good = is_key(key) && drafts;
  if (good && faccessat(drafts.get(), name.c_str(), F_OK, AT_SYMLINK_NOFOLLOW) != 0 &&
      entries_in(drafts.get()) >= most_drafts) {
    errno = ENOSPC;
    good = false;
  }
  NewFile file(root_);
  good = good && file.write(bytes, 0600) && file.put(drafts.get(), name, 0);
  error = good ? 0 : errno;
  return good;
}

bool Folder::remove_draft(std::string_view key) {
  if (!is_key(key)) return false;
  const std::scoped_lock lock(saving_);
  const auto [folder, last] =
      place_of(root_, std::string(own_folder) + "/drafts/" + std::string(key), false);
  return folder && unlinkat(folder.get(), last.c_str(), 0) == 0;
}

}  // namespace standoff::serve
