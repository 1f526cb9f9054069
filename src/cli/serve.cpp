// `standoff serve`: the workbench, in the browser.

#include "serve/serve.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <unistd.h>

#include <memory>
#include <sstream>

#include "cli/call.hpp"
#include "serve/guard.hpp"

namespace standoff::cli {
namespace {

struct Flags {
  std::string folder = ".";
  std::string address = "127.0.0.1";
  std::uint16_t port = 7357;
  bool port_given = false;
  std::string token;
  std::string sources;
  bool read_only = false;
  bool open = false;
};

// Wide enough for every paragraph to stay on one line: a browser wraps as it likes.
constexpr int unwrapped = 1 << 20;

serve::VerbAnswer asked(const serve::VerbCall& question) {
  std::ostringstream out, err, json;
  const Io io{.out = &out,
              .err = &err,
              .json = &json,
              .inside = true,
              .texts = question.texts,
              .sources = question.sources,
              .width = unwrapped,
              .stop = question.stop,
              .progress = question.progress};
  std::vector<std::string> arguments{"--quiet"};
  arguments.insert(arguments.end(), question.arguments.begin(), question.arguments.end());
  const std::string& verb = question.arguments.front();
  if (!question.sources.empty() && (verb == "check" || verb == "report"))
    arguments.push_back("--sources=" + question.sources);
  const int exit = call(arguments, io);
  return {exit, std::move(out).str(), std::move(json).str(), std::move(err).str()};
}

// Whether there is a browser, and what it says, is none of the server's business.
void open_browser(const std::string& url) {
  posix_spawn_file_actions_t quietly;
  posix_spawn_file_actions_init(&quietly);
  for (const int stream : {STDOUT_FILENO, STDERR_FILENO})
    posix_spawn_file_actions_addopen(&quietly, stream, "/dev/null", O_WRONLY, 0);
  std::string program = "xdg-open";
  std::string address = url;
  char* arguments[] = {program.data(), address.data(), nullptr};
  pid_t child = 0;
  posix_spawnp(&child, program.c_str(), &quietly, nullptr, arguments, environ);
  posix_spawn_file_actions_destroy(&quietly);
}

void run(Flags& flags, const Context& context) {
  no_disk_inside(context, flags.folder);
  if (!flags.token.empty() && flags.token.size() < 16)
    throw Failure(Exit::wrong_usage, "a token of fewer than 16 letters is soon guessed");
  if (flags.token.find_first_not_of("0123456789abcdefghijklmnopqrstuvwxyz"
                                    "ABCDEFGHIJKLMNOPQRSTUVWXYZ-_") != std::string::npos)
    throw Failure(Exit::wrong_usage, "a token has letters, digits, - and _ only");
  if (flags.token.empty() && !serve::is_loopback(flags.address)) {
    flags.token = serve::random_hex(16);
  }
  serve::ServeRequest request{.folder = flags.folder,
                              .address = flags.address,
                              .port = flags.port,
                              .or_next = !flags.port_given,
                              .token = flags.token,
                              .read_only = flags.read_only,
                              .sources = flags.sources,
                              .call = asked};
  request.ready = [&](const std::string& url) {
    if (!serve::is_loopback(flags.address))
      *context.io.err << "Others can reach " << flags.address
                      << ": whoever asks must bring the token below, and what is sent can be read "
                         "on the way.\n";
    *context.io.err << "The workbench is at " << url << "  (Ctrl-C ends it)\n" << std::flush;
    if (flags.open) open_browser(url);
  };
  try {
    serve::serve(request);
  } catch (const std::runtime_error& error) {
    throw Failure(Exit::wrong_usage, error.what());
  }
}

}  // namespace

void add_serve(CLI::App& app, Context& context) {
  auto flags = std::make_shared<Flags>();
  CLI::App* verb =
      app.add_subcommand("serve", "the workbench in the browser, on this machine only");
  verb->add_option("FOLDER", flags->folder, "the disputes it may read and write")
      ->capture_default_str();
  verb->add_option_function<std::uint16_t>(
          "--port",
          [flags](const std::uint16_t& port) {
            flags->port = port;
            flags->port_given = true;
          },
          "the port (7357; the next free one when it is taken and none is given)")
      ->check(CLI::Range(0, 65535));
  verb->add_option("--address", flags->address,
                   "where to listen; anything but this machine alone asks for a token")
      ->capture_default_str();
  verb->add_option("--token", flags->token,
                   "what whoever asks must bring; made up and printed where one is needed and none "
                   "is given");
  verb->add_flag("--read-only", flags->read_only, "never write into the folder");
  verb->add_option("--sources", flags->sources,
                   "a folder with the source texts, to show evidence beside them; only read");
  verb->add_flag("--open", flags->open, "open the browser");
  verb->callback([flags, &context] { run(*flags, context); });
}

}  // namespace standoff::cli
