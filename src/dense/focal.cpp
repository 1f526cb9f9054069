// Passes over the pages.

#include "dense/focal.hpp"

#include <oneapi/tbb/blocked_range.h>
#include <oneapi/tbb/enumerable_thread_specific.h>
#include <oneapi/tbb/info.h>
#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/task_arena.h>

#include <algorithm>
#include <atomic>
#include <bit>
#include <functional>
#include <mutex>

namespace standoff::dense {
namespace {

// Terms that lead from page to page, by how many of them lie below.
using Stages = std::vector<std::vector<Term>>;

std::size_t collect(const Term& term, Stages& stages) {
  std::size_t depth = 0;
  switch (term.kind()) {
    case Term::Kind::rank:
      return 0;
    case Term::Kind::least:
    case Term::Kind::most:
      depth = collect(term.right(), stages);
      [[fallthrough]];
    case Term::Kind::forced:
    case Term::Kind::answered:
      return std::max(depth, collect(term.left(), stages));
    case Term::Kind::best:
      depth = collect(term.left(), stages);
      break;
  }
  if (stages.size() <= depth) stages.resize(depth + 1);
  auto& stage = stages[depth];
  if (std::none_of(stage.begin(), stage.end(),
                   [&](const Term& t) { return t.text() == term.text(); }))
    stage.push_back(term);
  return depth + 1;
}

Stages stages_of(std::span<const Condition> conditions) {
  Stages stages;
  for (const Condition& c : conditions) {
    collect(c.left, stages);
    collect(c.right, stages);
  }
  return stages;
}

bool has(const Term& term, Term::Kind kind) {
  if (term.kind() == kind) return true;
  if (term.kind() == Term::Kind::rank) return false;
  const bool two = term.kind() == Term::Kind::least || term.kind() == Term::Kind::most;
  return has(term.left(), kind) || (two && has(term.right(), kind));
}
bool has(std::span<const Condition> conditions, Term::Kind kind) {
  return std::any_of(conditions.begin(), conditions.end(),
                     [&](const Condition& c) { return has(c.left, kind) || has(c.right, kind); });
}

// Never more than i's rank, where i cannot move: then nothing is an improvement.
bool at_most_rank(const Term& term) {
  switch (term.kind()) {
    case Term::Kind::rank:
      return true;
    case Term::Kind::least:
      return at_most_rank(term.left()) || at_most_rank(term.right());
    case Term::Kind::most:
      return at_most_rank(term.left()) && at_most_rank(term.right());
    default:
      return at_most_rank(term.left());
  }
}

bool only_about(const Term& term, DmId i) {
  switch (term.kind()) {
    case Term::Kind::rank:
      return term.dm() == i;
    case Term::Kind::least:
    case Term::Kind::most:
      return only_about(term.left(), i) && only_about(term.right(), i);
    default:
      return term.dm() == i && only_about(term.left(), i);
  }
}

// A rough measure of the work of a pass, for the progress shown.
double effort(const Term& term) {
  switch (term.kind()) {
    case Term::Kind::rank:
      return 0.5;
    case Term::Kind::best:
      return 0.5;
    case Term::Kind::least:
    case Term::Kind::most:
      return 0.2 + effort(term.left()) + effort(term.right());
    case Term::Kind::forced:
      return 1 + effort(term.left());
    case Term::Kind::answered:
      return 5 + effort(term.left());
  }
  return 0;
}

// The same for working out orders, where they are many.
constexpr double effort_of_orders = 1;

// Bits of a setting that make a sheet long enough for its loops; with its other half it should
// still fit the cache.
std::uint32_t sheet_bits_of(const View& view, std::size_t element) {
  const auto places = static_cast<std::uint32_t>(19 - std::countr_zero(element));
  return view.page_bits >= places ? 0 : std::min(view.own_bits, places - view.page_bits);
}

template <typename T>
class Focal {
 public:
  Focal(const Common& common, DmId i, std::span<const Condition> conditions,
        const Progress& progress)
      : common_(common),
        conditions_(conditions),
        progress_(progress),
        view_(common.cube, i),
        sheet_bits_(sheet_bits_of(view_, sizeof(T))),
        page_room_(std::max<std::size_t>(64, std::size_t{1} << view_.page_bits)),
        arena_(std::min(static_cast<int>(common.threads), tbb::info::default_concurrency())),
        ranks_(view_, common.scales[index(i)], common.rules, common.cache_bytes / 3, common.stop) {
    for (const auto& stage : stages_of(conditions)) {
      stages_.emplace_back();
      for (const Term& term : stage) {
        stages_.back().push_back({term, term.text(), {}});
        effort_ += 0.3 + effort(term.left());
      }
    }
    effort_ += 0.5 * static_cast<double>(conditions.size());
    effort_ *= static_cast<double>(common.cube.layers());
    const bool credible = has(conditions, Term::Kind::answered);
    if (credible) effort_ += effort_of_orders;
    if (has(conditions, Term::Kind::forced))
      forced_ = std::make_unique<Joint<T>>(view_, common.scales, sheet_bits_, false,
                                           common.cache_bytes / 3, common.stop);
    if (credible)
      answered_ = std::make_unique<Joint<T>>(
          view_, common.scales, sheet_bits_, true, common.cache_bytes / 3, common.stop,
          [&](double share) { report(share * effort_of_orders); });
    effort_done_ = credible ? effort_of_orders : 0;
    for (const auto& option : view_.self().constrained)
      if (option.guard != nullptr) guards_.push_back(option.guard);
  }

  std::vector<std::unique_ptr<Bitmap>> run() {
    std::vector<std::unique_ptr<Bitmap>> found;
    for (std::size_t c = 0; c < conditions_.size(); ++c)
      found.push_back(std::make_unique<Bitmap>(common_.cube));
    const Reading guards(view_, guards_, Reading::none, view_.page_bits, common_.stop);
    for (std::size_t z = 0; z < common_.cube.layers(); ++z) {
      for (auto& stage : stages_) {
        gather(z, stage);
        for (Best& best : stage) spread(z, best, guards);
      }
      compare(z, found);
    }
    for (auto& bitmap : found) bitmap->recount();
    return found;
  }

 private:
  // best(i, operand): for each class of i's settings one page with the most that can be had there.
  struct Best {
    Term term;
    std::string key;
    std::vector<T> most;
  };

  struct Worker {
    typename Joint<T>::Workspace joint;
    std::vector<T> sheet;
    std::vector<T> second;
    std::vector<T> run;
    std::vector<std::vector<T>> most;
    std::vector<std::uint64_t> rows;
  };
  using Workers = tbb::enumerable_thread_specific<Worker>;

  // That so much has been done of what is being done.
  void report(double effort) const {
    if (progress_) progress_((effort_done_ + effort) / effort_);
  }

  std::size_t page_size() const { return std::size_t{1} << view_.page_bits; }

  // Calls work(first setting, worker) for each `pages` consecutive settings, on all threads.
  void for_each_group(std::size_t pages, Workers& workers, double weight,
                      const std::function<void(std::size_t, Worker&)>& work) {
    const std::size_t groups = view_.settings() / pages;
    std::atomic<std::size_t> done{0};
    const auto one = [&](std::size_t group) {
      if (common_.stop.stop_requested()) return;
      Worker& worker = workers.local();
      worker.run.resize(ranks_.room());
      work(group * pages, worker);
      const std::size_t n = ++done;
      if (!progress_) return;
      const std::unique_lock lock(reporting_, std::try_to_lock);
      if (lock) report(weight * static_cast<double>(n) / static_cast<double>(groups));
    };
    if (common_.threads <= 1) {
      for (std::size_t group = 0; group < groups; ++group) one(group);
    } else {
      arena_.execute([&] {
        tbb::parallel_for(tbb::blocked_range<std::size_t>(0, groups, 1), [&](const auto& range) {
          for (std::size_t group = range.begin(); group < range.end(); ++group) one(group);
        });
      });
    }
    if (common_.stop.stop_requested()) throw diagram::Stopped();
    effort_done_ += weight;
  }

  void gather(std::size_t z, std::vector<Best>& stage) {
    Workers workers;
    const std::size_t size = page_room_ * view_.self().classes();
    double weight = 0;
    for (const Best& best : stage) weight += 0.3 + effort(best.term.left());
    for_each_group(std::size_t{1} << sheet_bits_, workers, weight,
                   [&](std::size_t setting, Worker& worker) {
                     worker.most.resize(stage.size());
                     for (std::size_t t = 0; t < stage.size(); ++t) {
                       worker.most[t].resize(size);
                       raise(stage[t].term.left(), z, setting, worker, worker.most[t]);
                     }
                   });
    for (std::size_t t = 0; t < stage.size(); ++t) {
      stage[t].most.clear();
      for (Worker& worker : workers) {
        if (worker.most.size() <= t) continue;
        if (stage[t].most.empty())
          stage[t].most = std::move(worker.most[t]);
        else
          kernels<T>().raise_where(stage[t].most.data(), worker.most[t].data(), size, nullptr);
        worker.most[t] = {};
      }
    }
  }

  void raise(const Term& operand, std::size_t z, std::size_t setting, Worker& worker,
             std::vector<T>& most) {
    const bool plain = operand.kind() == Term::Kind::rank;
    if (!plain) fill(operand, z, setting, worker, worker.sheet);
    for (std::size_t page = 0; page < std::size_t{1} << sheet_bits_; ++page) {
      T* into = most.data() + view_.self().class_of(setting + page) * page_room_;
      for (std::size_t r = 0; r < ranks_.runs_of_page(); ++r) {
        const std::size_t at = r * ranks_.run_size();
        const T* values = plain ? ranks_.run(z, setting + page, r, worker.run.data())
                                : worker.sheet.data() + place<T>(page * page_size() + at);
        kernels<T>().raise(into + at, values, ranks_.run_size());
      }
    }
  }

  // From what each class has itself to what can be reached from it.
  void spread(std::size_t z, Best& best, const Reading& guards) {
    const Mover& self = view_.self();
    std::size_t next_guard = 0;
    for (std::size_t t = 0; t < self.constrained.size(); ++t) {
      const Mover::Constrained& option = self.constrained[t];
      std::vector<std::uint64_t> open;
      if (option.guard != nullptr)
        open = guards.table(guards.functions(guards.ends(z, 0)[0])[next_guard++]);
      const std::uint32_t bit = std::uint32_t{1} << t;
      for (std::uint32_t c = 0; c < self.classes(); ++c) {
        if ((c & bit) != 0) continue;
        T* without = best.most.data() + c * page_room_;
        T* with = best.most.data() + (c | bit) * page_room_;
        if (may_take(option.direction))
          kernels<T>().raise_where(without, with, page_size(),
                                   option.guard != nullptr ? open.data() : nullptr);
        if (may_drop(option.direction))
          kernels<T>().raise_where(with, without, page_size(), nullptr);
      }
    }
  }

  const Best& known(const Term& term) const {
    const std::string key = term.text();
    for (const auto& stage : stages_)
      for (const Best& best : stage)
        if (best.key == key) return best;
    throw std::logic_error("a term that was not gathered: " + key);
  }

  // Writes the values of a term on a sheet.
  void fill(const Term& term, std::size_t z, std::size_t setting, Worker& worker,
            std::vector<T>& out) {
    out.resize(Joint<T>::room(sheet_bits_ + view_.page_bits));
    switch (term.kind()) {
      case Term::Kind::rank:
        for_each_run(z, setting, worker, [&](std::size_t, std::size_t at, const T* ranks) {
          std::copy_n(ranks, ranks_.run_size(), out.data() + place<T>(at));
        });
        return;
      case Term::Kind::best: {
        const Best& best = known(term);
        for_each_run(z, setting, worker, [&](std::size_t page, std::size_t at, const T* ranks) {
          const T* most = best.most.data() + view_.self().class_of(setting + page) * page_room_ +
                          (at & (page_size() - 1));
          kernels<T>().confine(out.data() + place<T>(at), most, ranks, ranks_.run_size());
        });
        return;
      }
      case Term::Kind::forced:
      case Term::Kind::answered:
        fill(term.left(), z, setting, worker, out);
        (term.kind() == Term::Kind::forced ? forced_ : answered_)
            ->sink(out, z, setting, worker.joint);
        return;
      case Term::Kind::least:
      case Term::Kind::most: {
        // Combinations that are not feasible are `outside` on both sides, and stay so.
        const auto meet =
            term.kind() == Term::Kind::least ? kernels<T>().lower : kernels<T>().raise;
        const bool left = term.left().kind() == Term::Kind::rank;
        if (left || term.right().kind() == Term::Kind::rank) {
          fill(left ? term.right() : term.left(), z, setting, worker, out);
          for_each_run(z, setting, worker, [&](std::size_t, std::size_t at, const T* ranks) {
            meet(out.data() + place<T>(at), ranks, ranks_.run_size());
          });
          return;
        }
        fill(term.left(), z, setting, worker, out);
        std::vector<T> other;
        fill(term.right(), z, setting, worker, other);
        meet(out.data(), other.data(), std::min(out.size(), other.size()));
        return;
      }
    }
  }

  template <typename Visit>
  void for_each_run(std::size_t z, std::size_t setting, Worker& worker, Visit visit) {
    for (std::size_t page = 0; page < std::size_t{1} << sheet_bits_; ++page)
      for (std::size_t r = 0; r < ranks_.runs_of_page(); ++r)
        visit(page, page * page_size() + r * ranks_.run_size(),
              ranks_.run(z, setting + page, r, worker.run.data()));
  }

  void compare(std::size_t z, std::vector<std::unique_ptr<Bitmap>>& found) {
    Workers workers;
    const std::size_t pages =
        std::max(Bitmap::group_of_pages(view_), std::size_t{1} << sheet_bits_);
    const std::size_t row_words = page_room_ / 64;
    for_each_group(pages, workers, 0.5 * static_cast<double>(conditions_.size()),
                   [&](std::size_t setting, Worker& worker) {
                     worker.rows.resize(pages * row_words);
                     for (std::size_t c = 0; c < conditions_.size(); ++c) {
                       for (std::size_t page = 0; page < pages;
                            page += std::size_t{1} << sheet_bits_)
                         compare_sheet(conditions_[c], z, setting + page, worker,
                                       worker.rows.data() + page * row_words);
                       found[c]->place(view_, z, setting, pages, worker.rows.data(), row_words);
                     }
                   });
  }

  void compare_sheet(const Condition& condition, std::size_t z, std::size_t setting, Worker& worker,
                     std::uint64_t* rows) {
    const std::size_t row_words = page_room_ / 64;
    const bool usual =
        condition.left.kind() == Term::Kind::best && condition.right.kind() == Term::Kind::rank;
    if (usual) {
      const Best& best = known(condition.left);
      for_each_run(z, setting, worker, [&](std::size_t page, std::size_t at, const T* ranks) {
        const std::size_t in_page = at & (page_size() - 1);
        const T* most =
            best.most.data() + view_.self().class_of(setting + page) * page_room_ + in_page;
        kernels<T>().at_most(rows + page * row_words + in_page / 64, most, ranks,
                             std::max<std::size_t>(64, ranks_.run_size()));
      });
      return;
    }
    fill(condition.left, z, setting, worker, worker.sheet);
    fill(condition.right, z, setting, worker, worker.second);
    std::vector<T> left(page_room_, outside<T>);
    std::vector<T> right(page_room_, outside<T>);
    for (std::size_t page = 0; page < std::size_t{1} << sheet_bits_; ++page) {
      for (std::size_t at = 0; at < page_size(); at += ranks_.run_size()) {
        const std::size_t from = place<T>(page * page_size() + at);
        std::copy_n(worker.sheet.data() + from, ranks_.run_size(), left.data() + at);
        std::copy_n(worker.second.data() + from, ranks_.run_size(), right.data() + at);
      }
      kernels<T>().at_most(rows + page * row_words, left.data(), right.data(), page_room_);
    }
  }

  const Common& common_;
  std::span<const Condition> conditions_;
  const Progress& progress_;
  View view_;
  std::uint32_t sheet_bits_;
  std::size_t page_room_;
  tbb::task_arena arena_;
  RankRuns<T> ranks_;
  std::unique_ptr<Joint<T>> forced_;
  std::unique_ptr<Joint<T>> answered_;
  std::vector<std::vector<Best>> stages_;
  std::vector<const Formula*> guards_;
  std::mutex reporting_;
  double effort_ = 0;
  double effort_done_ = 0;
};

// Two bytes for a rank where they do.
std::size_t element_bytes(const Scale& scale) {
  if (scale.top < outside<std::uint16_t>) return 2;
  return scale.top < outside<std::uint32_t> ? 4 : 8;
}

}  // namespace

std::string cannot(const Condition& condition, DmId i) {
  if (!only_about(condition.left, i) || !only_about(condition.right, i))
    return "it speaks of other decision makers' ranks";
  return {};
}

std::uint64_t bytes_for(const Common& common, DmId i, std::span<const Condition> conditions) {
  const View view(common.cube, i);
  const std::uint64_t element = element_bytes(common.scales[index(i)]);
  const std::uint64_t page = std::max<std::uint64_t>(64, std::uint64_t{1} << view.page_bits);
  std::uint64_t most = 0;
  std::uint64_t pages = 0;
  for (const auto& stage : stages_of(conditions)) {
    most = std::max<std::uint64_t>(most, stage.size() * common.threads);
    pages += stage.size();
  }
  const bool sinks = has(conditions, Term::Kind::forced) || has(conditions, Term::Kind::answered);
  const std::uint64_t sheet = page << sheet_bits_of(view, element);
  std::uint64_t bytes =
      (pages + (common.threads > 1 ? most : 0)) * page * view.self().classes() * element;
  bytes += common.threads * (sinks ? 2 : 1) * sheet * element;
  bytes += common.threads * Bitmap::group_of_pages(view) * page / 8;
  if (has(conditions, Term::Kind::answered))
    for (const Other& other : view.others)
      bytes += std::uint64_t{4} << (common.cube.layer_bits - other.bits);
  return bytes;
}

std::vector<std::unique_ptr<Bitmap>> evaluate(const Common& common, DmId i,
                                              std::span<const Condition> conditions,
                                              const Progress& progress) {
  // Who has no options never moves, and so never gains.
  if (common.cube.movers[index(i)].bits == 0 &&
      std::all_of(conditions.begin(), conditions.end(), [](const Condition& c) {
        return at_most_rank(c.left) && c.right.kind() == Term::Kind::rank;
      })) {
    std::vector<std::unique_ptr<Bitmap>> all;
    for (std::size_t c = 0; c < conditions.size(); ++c) all.push_back(feasible_bitmap(common));
    return all;
  }
  switch (element_bytes(common.scales[index(i)])) {
    case 2:
      return Focal<std::uint16_t>(common, i, conditions, progress).run();
    case 4:
      return Focal<std::uint32_t>(common, i, conditions, progress).run();
    default:
      return Focal<std::uint64_t>(common, i, conditions, progress).run();
  }
}

std::unique_ptr<Bitmap> feasible_bitmap(const Common& common) {
  const View view(common.cube);
  const std::uint32_t left = std::min<std::uint32_t>(view.page_bits, 12);
  const Reading reading(view, {&common.rules}, Reading::none, left, common.stop);
  auto found = std::make_unique<Bitmap>(common.cube);
  const std::size_t words = std::max<std::size_t>(1, (std::size_t{1} << left) / 64);
  for (std::size_t z = 0; z < common.cube.layers(); ++z) {
    std::uint64_t* out = found->layer(z);
    std::unordered_map<diagram::Id, std::vector<std::uint64_t>> tables;
    for (const Residuals::Family f : reading.ends(z, 0)) {
      if (common.stop.stop_requested()) throw diagram::Stopped();
      auto& table = tables[reading.functions(f)[0]];
      if (table.empty()) table = reading.table(reading.functions(f)[0]);
      std::copy_n(table.begin(), words, out);
      out += words;
    }
  }
  found->recount();
  return found;
}

}  // namespace standoff::dense
