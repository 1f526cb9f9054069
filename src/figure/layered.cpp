// The layout, in five steps: lanes for what passes, an order in each column, heights that have room
// for all ends, positions, ends.

#include "figure/layered.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>

namespace standoff::figure {
namespace {

constexpr double lane_height = 12;
constexpr double node_gap = 22;
constexpr double lane_gap = 6;
constexpr int order_sweeps = 8;
constexpr int position_sweeps = 8;

// A box or a lane.
struct Item {
  std::size_t column = 0;
  double width = 0, height = 0;
  bool lane = false;
  double y = 0;                            // of its middle
  std::vector<std::size_t> before, after;  // neighbours in the columns left and right
  std::vector<std::size_t> beside;         // in its own column
};

class Layout {
 public:
  explicit Layout(const Layers& layers) : layers_(layers) {
    for (const Layers::Node& node : layers.nodes) {
      items_.push_back({node.column, node.width, node.height, false, 0, {}, {}, {}});
      columns_ = std::max(columns_, node.column + 1);
    }
    make_lanes();
    make_order();
    grow();
    place();
  }

  LaidOut run() {
    LaidOut out;
    const std::vector<double> left = lefts();
    for (std::size_t k = 0; k < layers_.nodes.size(); ++k) {
      const Item& item = items_[k];
      out.nodes.push_back({left[item.column], item.y - item.height / 2, item.width, item.height});
      out.height = std::max(out.height, item.y + item.height / 2);
    }
    for (const Item& item : items_) out.height = std::max(out.height, item.y + item.height / 2);
    out.width = left.back();
    draw_edges(left, out);
    return out;
  }

 private:
  // An arc as a chain of items: its ends and the lanes between.
  void make_lanes() {
    for (const Layers::Edge& edge : layers_.edges) {
      std::vector<std::size_t> chain{edge.from};
      const std::size_t a = items_[edge.from].column, b = items_[edge.to].column;
      const auto pass = [&](std::size_t column) {
        chain.push_back(items_.size());
        items_.push_back({column, 0, lane_height, true, 0, {}, {}, {}});
      };
      if (a < b)
        for (std::size_t c = a + 1; c < b; ++c) pass(c);
      else if (a > b)
        for (std::size_t c = a - 1; c > b; --c) pass(c);
      chain.push_back(edge.to);
      for (std::size_t k = 0; k + 1 < chain.size(); ++k) {
        std::size_t x = chain[k], y = chain[k + 1];
        if (items_[x].column == items_[y].column) {
          items_[x].beside.push_back(y);
          items_[y].beside.push_back(x);
          continue;
        }
        if (items_[x].column > items_[y].column) std::swap(x, y);
        items_[x].after.push_back(y);
        items_[y].before.push_back(x);
      }
      chains_.push_back(std::move(chain));
    }
  }

  // --- Order in the columns

  void make_order() {
    order_.resize(columns_);
    for (std::size_t k = 0; k < items_.size(); ++k) order_[items_[k].column].push_back(k);
    rank_.resize(items_.size());
    number();
    auto best = order_;
    std::size_t fewest = crossings();
    for (int sweep = 0; sweep < order_sweeps; ++sweep) {
      for (std::size_t step = 0; step < columns_; ++step) {
        const bool rightwards = sweep % 2 == 0;
        sort_column(rightwards ? step : columns_ - 1 - step, rightwards);
      }
      const std::size_t now = crossings();
      if (now < fewest) {
        fewest = now;
        best = order_;
      }
    }
    order_ = best;
    number();
  }

  void number() {
    for (const auto& column : order_)
      for (std::size_t k = 0; k < column.size(); ++k) rank_[column[k]] = static_cast<double>(k);
  }

  void sort_column(std::size_t column, bool by_left) {
    std::vector<std::pair<double, std::size_t>> keyed;
    for (const std::size_t k : order_[column]) {
      const Item& item = items_[k];
      const auto& first = by_left ? item.before : item.after;
      double sum = 0;
      double weight = 0;
      for (const std::size_t n : first) {
        sum += relative(n);
        ++weight;
      }
      // Those beside keep together a little.
      for (const std::size_t n : item.beside) {
        sum += 0.25 * relative(n);
        weight += 0.25;
      }
      keyed.emplace_back(weight > 0 ? sum / weight : relative(k), k);
    }
    std::stable_sort(keyed.begin(), keyed.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    for (std::size_t k = 0; k < keyed.size(); ++k) {
      order_[column][k] = keyed[k].second;
      rank_[keyed[k].second] = static_cast<double>(k);
    }
  }

  // Where an item stands in its column, from 0 to 1.
  double relative(std::size_t k) const {
    return (rank_[k] + 0.5) / static_cast<double>(order_[items_[k].column].size());
  }

  // Pairs of arcs that cross between two columns.
  std::size_t crossings() const {
    std::size_t sum = 0;
    for (std::size_t c = 0; c + 1 < columns_; ++c) {
      std::vector<std::pair<double, double>> spans;
      for (const std::size_t k : order_[c])
        for (const std::size_t n : items_[k].after) spans.emplace_back(rank_[k], rank_[n]);
      if (spans.size() > 1000) continue;
      for (std::size_t a = 0; a < spans.size(); ++a)
        for (std::size_t b = a + 1; b < spans.size(); ++b)
          sum += (spans[a].first - spans[b].first) * (spans[a].second - spans[b].second) < 0;
    }
    return sum;
  }

  // --- Room and positions

  void grow() {
    std::vector<std::size_t> left(items_.size()), right(items_.size());
    for (std::size_t k = 0; k < items_.size(); ++k) {
      if (items_[k].lane) continue;
      left[k] = items_[k].before.size();
      right[k] = items_[k].after.size() + items_[k].beside.size();
      const auto ends = static_cast<double>(std::max(left[k], right[k]));
      items_[k].height = std::max(items_[k].height, ends * port_distance + 8);
    }
  }

  double apart(std::size_t above, std::size_t below) const {
    const Item& a = items_[above];
    const Item& b = items_[below];
    return (a.height + b.height) / 2 + (a.lane && b.lane ? lane_gap : node_gap);
  }

  void place() {
    for (const auto& column : order_) {
      double y = 0;
      for (std::size_t k = 0; k < column.size(); ++k)
        items_[column[k]].y = y += k == 0 ? 0 : apart(column[k - 1], column[k]);
      for (const std::size_t k : column) items_[k].y -= y / 2;
    }
    for (int sweep = 0; sweep < position_sweeps; ++sweep)
      for (std::size_t step = 0; step < columns_; ++step)
        settle(order_[sweep % 2 == 0 ? step : columns_ - 1 - step]);
    double top = 0;
    for (const Item& item : items_) top = std::min(top, item.y - item.height / 2);
    for (Item& item : items_) item.y = std::round(item.y - top);
  }

  // As near to the neighbours as the order allows: least squares under the distances, by pooling
  // what would come too close.
  void settle(const std::vector<std::size_t>& column) {
    struct Pool {
      double sum, weight;
      std::size_t members;
      double mean() const { return sum / weight; }
    };
    std::vector<Pool> pools;
    std::vector<double> offset;  // of each item from where it would be were all of no height
    for (std::size_t k = 0; k < column.size(); ++k) {
      offset.push_back(k == 0 ? 0 : offset.back() + apart(column[k - 1], column[k]));
      const Item& item = items_[column[k]];
      double sum = 0.2 * item.y;  // a little inertia
      double weight = 0.2;
      for (const auto* side : {&item.before, &item.after})
        for (const std::size_t n : *side) {
          const double pull = item.lane && items_[n].lane ? 4 : 1;  // lanes are straight
          sum += pull * items_[n].y;
          weight += pull;
        }
      pools.push_back({sum - weight * offset[k], weight, 1});
      while (pools.size() > 1 && pools[pools.size() - 2].mean() > pools.back().mean()) {
        const Pool last = pools.back();
        pools.pop_back();
        pools.back().sum += last.sum;
        pools.back().weight += last.weight;
        pools.back().members += last.members;
      }
    }
    std::size_t k = 0;
    for (const Pool& pool : pools)
      for (std::size_t m = 0; m < pool.members; ++m, ++k)
        items_[column[k]].y = pool.mean() + offset[k];
  }

  // Left edges of the columns, and the whole width. A gap is as wide as its arcs are many and
  // steep.
  std::vector<double> lefts() const {
    std::vector<double> left;
    double x = 0;
    for (std::size_t c = 0; c < columns_; ++c) {
      left.push_back(x);
      double widest = 0;
      double steepest = 0;
      std::size_t arcs = 0;
      std::size_t loops = 0;
      for (const std::size_t k : order_[c]) {
        widest = std::max(widest, items_[k].width);
        for (const std::size_t n : items_[k].after) {
          steepest = std::max(steepest, std::abs(items_[k].y - items_[n].y));
          ++arcs;
        }
        loops += items_[k].beside.size();
      }
      x += widest;
      if (c + 1 < columns_)
        x += std::clamp(
            64 + steepest * 0.14 + static_cast<double>(arcs) * 1.5 + static_cast<double>(loops) * 2,
            loops > 0 ? 110.0 : 84.0, 200.0);
      else if (loops > 0)
        x += loop_room;
    }
    left.push_back(x);
    return left;
  }
  static constexpr double loop_room = 78;

  // --- Ends

  struct End {
    std::size_t edge;
    bool leaves;   // or arrives
    double other;  // where the arc goes or comes from
    int part;      // loops up, arcs onward, loops down
    double y = 0;
  };

  void draw_edges(const std::vector<double>& left, LaidOut& out) const {
    std::vector<std::vector<End>> at_left(layers_.nodes.size()), at_right(layers_.nodes.size());
    for (std::size_t e = 0; e < chains_.size(); ++e) {
      const auto& chain = chains_[e];
      const std::size_t from = chain.front(), to = chain.back();
      const double toward = items_[chain[1]].y, back = items_[chain[chain.size() - 2]].y;
      const std::size_t a = items_[from].column, b = items_[to].column;
      if (a == b) {
        const bool down = items_[to].y > items_[from].y;
        at_right[from].push_back({e, true, toward, down ? 1 : -1});
        at_right[to].push_back({e, false, back, down ? -1 : 1});
      } else {
        (a < b ? at_right : at_left)[from].push_back({e, true, toward, 0});
        (a < b ? at_left : at_right)[to].push_back({e, false, back, 0});
      }
    }
    out.edges.resize(chains_.size());
    std::vector<double> from_y(chains_.size()), to_y(chains_.size());
    for (std::size_t k = 0; k < layers_.nodes.size(); ++k)
      for (auto* ends : {&at_left[k], &at_right[k]}) {
        // Loops nest: the nearest neighbour's is the innermost.
        std::stable_sort(ends->begin(), ends->end(), [](const End& x, const End& y) {
          if (x.part != y.part) return x.part < y.part;
          return x.part == 0 ? x.other < y.other : x.other > y.other;
        });
        const double first =
            items_[k].y - port_distance * (static_cast<double>(ends->size()) - 1) / 2;
        for (std::size_t n = 0; n < ends->size(); ++n) {
          const double y = first + port_distance * static_cast<double>(n);
          ((*ends)[n].leaves ? from_y : to_y)[(*ends)[n].edge] = y;
        }
      }
    for (std::size_t e = 0; e < chains_.size(); ++e) {
      const auto& chain = chains_[e];
      const std::size_t a = items_[chain.front()].column, b = items_[chain.back()].column;
      const Box& from = out.nodes[chain.front()];
      const Box& to = out.nodes[chain.back()];
      auto& points = out.edges[e];
      points.push_back({a <= b ? from.right() : from.x, from_y[e]});
      for (std::size_t k = 1; k + 1 < chain.size(); ++k) {
        const Item& lane = items_[chain[k]];
        const double enters = left[lane.column];
        const double leaves = enters + widest(lane.column);
        points.push_back({a < b ? enters : leaves, lane.y});
        points.push_back({a < b ? leaves : enters, lane.y});
      }
      points.push_back({a < b ? to.x : to.right(), to_y[e]});
    }
    const double edge = out.width;
    for (const auto& points : out.edges)
      for (const auto& p : points) out.width = std::max(edge, p.x);
  }

  double widest(std::size_t column) const {
    double width = 0;
    for (const std::size_t k : order_[column]) width = std::max(width, items_[k].width);
    return width;
  }

  const Layers& layers_;
  std::size_t columns_ = 0;
  std::vector<Item> items_;  // the nodes, then lanes
  std::vector<std::vector<std::size_t>> chains_;
  std::vector<std::vector<std::size_t>> order_;
  std::vector<double> rank_;
};

}  // namespace

LaidOut lay_out_in_columns(const Layers& layers) {
  if (layers.nodes.empty()) return {};
  return Layout(layers).run();
}

std::string path_of(const std::vector<LaidOut::Point>& points) {
  const auto at = [](double x, double y) { return number(x) + " " + number(y); };
  const LaidOut::Point first = points.front();
  const LaidOut::Point last = points.back();
  std::string d = "M" + at(first.x, first.y);
  if (points.size() == 2 && std::abs(first.x - last.x) < 0.5) {
    // Both ends on the same side: a bow, the wider the farther apart.
    const double reach = level_run + 8 + std::min(48.0, std::abs(first.y - last.y) * 0.12);
    const double x = first.x + level_run;
    return d + "H" + number(x) + "C" + at(x + reach, first.y) + " " + at(x + reach, last.y) + " " +
           at(x, last.y) + "H" + number(last.x);
  }
  for (std::size_t k = 0; k + 1 < points.size(); k += 2) {
    const LaidOut::Point& a = points[k];
    const LaidOut::Point& b = points[k + 1];
    const double run = a.x < b.x ? level_run : -level_run;
    const double bend = (b.x - a.x - 2 * run) / 2;
    d += "H" + number(a.x + run);
    if (std::abs(a.y - b.y) > 0.5)
      d += "C" + at(a.x + run + bend, a.y) + " " + at(b.x - run - bend, b.y) + " " +
           at(b.x - run, b.y);
    d += "H" + number(b.x);
  }
  return d;
}

}  // namespace standoff::figure
