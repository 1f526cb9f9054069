// The server as a whole: what it holds, and one function from a request to an answer.
#pragma once

#include <string>

#include "serve/documents.hpp"
#include "serve/folder.hpp"
#include "serve/gallery.hpp"
#include "serve/jobs.hpp"
#include "serve/live.hpp"
#include "serve/sources.hpp"
#include "serve/verbs.hpp"

namespace standoff::serve {

struct WorkbenchRequest {
  std::string folder = ".";
  std::string sources = {};  ///< a folder with source texts; empty: there are none
  bool read_only = false;
  CallVerb call = {};
};

class Workbench {
 public:
  /// Throws std::runtime_error, with a sentence, where the folder cannot be used.
  explicit Workbench(const WorkbenchRequest& request)
      : call(request.call),
        folder(request.folder, request.read_only),
        gallery(folder),
        sources(request.sources),
        jobs(request.call) {}

  /// Never throws but for want of memory; from several threads at once.
  Response answer(const Request& request);
  static Lane lane(const Request& head);

  const CallVerb call;
  Folder folder;
  Gallery gallery;
  Live live;
  Sources sources;
  Documents documents;
  Jobs jobs;
};

}  // namespace standoff::serve
