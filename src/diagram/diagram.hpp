// Decision diagrams: sets of states, or truths about states, as graphs in which equal parts are
// kept once.
//
// Reduced and ordered, with complemented edges (Bryant 1986; Brace, Rudell and Bryant 1990). A
// Space holds the nodes of one computation and nothing is shared between spaces, so that each
// thread may have its own; a Diagram is a handle that keeps what it needs alive. Every operation
// can be stopped from outside and keeps to a limit of memory: it then throws, and the space stays
// usable.
//
// Several files make up a space: nodes.cpp keeps the nodes and collects the dead ones,
// operations.cpp combines diagrams, counting.cpp measures them, sifting.cpp looks for a better
// order.
#pragma once

#include <array>
#include <cstdint>
#include <exception>
#include <span>
#include <stop_token>
#include <utility>
#include <vector>

#include "standoff/count.hpp"

namespace standoff::diagram {

/// A function, by number: within one space equal functions have equal numbers (until the space is
/// sifted or collected, only as long as a handle keeps them alive).
using Id = std::uint32_t;
inline constexpr Id no = 0;   ///< the function that is false everywhere
inline constexpr Id yes = 1;  ///< the function that is true everywhere

/// The name of a variable: 0 .. variables-1, whatever its place in the order.
using Variable = std::uint32_t;

/// Thrown out of an operation when its stop token asked for it.
struct Stopped : std::exception {
  const char* what() const noexcept override { return "stopped"; }
};
/// Thrown out of an operation that does not fit into the space's memory.
struct OutOfMemory : std::exception {
  const char* what() const noexcept override { return "the diagrams outgrow their memory"; }
};

struct Limits {
  std::size_t bytes = std::size_t{1} << 30;  ///< nodes, tables and caches together, about
  std::stop_token stop = {};
};

class Space;

/// A function of the variables of one space, kept alive. The space must outlive it. A default
/// constructed one is empty: it may be assigned to and destroyed, nothing else.
class Diagram {
 public:
  Diagram() = default;
  Diagram(Space& space, Id id);
  Diagram(const Diagram& other);
  Diagram(Diagram&& other) noexcept;
  Diagram& operator=(Diagram other) noexcept;
  ~Diagram();

  Space& space() const { return *space_; }
  Id id() const { return id_; }
  bool empty_handle() const { return space_ == nullptr; }
  /// False everywhere; true everywhere. Constant time.
  bool never() const { return id_ == no; }
  bool always() const { return id_ == yes; }
  /// Equal functions of one space; constant time.
  friend bool operator==(const Diagram& a, const Diagram& b) { return a.id_ == b.id_; }

  /// Constant time.
  Diagram operator~() const;
  Diagram& operator&=(const Diagram& other);
  Diagram& operator|=(const Diagram& other);
  Diagram& operator^=(const Diagram& other);
  friend Diagram operator&(Diagram a, const Diagram& b) { return std::move(a &= b); }
  friend Diagram operator|(Diagram a, const Diagram& b) { return std::move(a |= b); }
  friend Diagram operator^(Diagram a, const Diagram& b) { return std::move(a ^= b); }

 private:
  friend class Space;
  friend class Sifting;
  void link(Space* space);
  void unlink();

  Space* space_ = nullptr;
  Id id_ = no;
  Diagram* before_ = nullptr;  // the handles of a space form a list
  Diagram* after_ = nullptr;
};

// Operations on diagrams of one space. Cost: at most the product of the operands' sizes for those
// without quantifiers; without a good bound for those with. All may throw Stopped and OutOfMemory.

/// If f then g else h.
Diagram ite(const Diagram& f, const Diagram& g, const Diagram& h);
/// True where some values of the cube's variables make f true. A cube: see Space::cube.
Diagram exists(const Diagram& f, const Diagram& cube);
/// exists(f & g, cube), without building f & g.
Diagram and_exists(const Diagram& f, const Diagram& g, const Diagram& cube);
/// f with variables fixed: `literals` is a conjunction of variables and negated ones.
Diagram cofactor(const Diagram& f, const Diagram& literals);
/// f with that variable fixed.
Diagram cofactor(const Diagram& f, Variable variable, bool value);
/// Some function that equals f where `care` holds, hoped to be smaller (Coudert and Madre 1990).
/// `care` must hold somewhere.
Diagram within(const Diagram& f, const Diagram& care);
/// True when f and g hold together somewhere; builds nothing.
bool meets(const Diagram& f, const Diagram& g);
/// True when g holds wherever f does; builds nothing.
inline bool implies(const Diagram& f, const Diagram& g) { return !meets(f, ~g); }

/// How many ways of setting `variables` make f true, exactly. f must depend on no other variables,
/// of which there may be 319. Cost: linear in the size of f.
Count count(const Diagram& f, std::span<const Variable> variables);
/// The variables that f depends on, ascending.
std::vector<Variable> support(const Diagram& f);
/// Different nodes in all of them together; constants do not count.
std::size_t node_count(std::span<const Diagram> diagrams);
inline std::size_t node_count(const Diagram& f) { return node_count(std::span(&f, 1)); }
/// The value of f; values[v] for variable v.
bool value(const Diagram& f, const std::vector<bool>& values);
/// The same function in another space, under that one's order.
Diagram copy(const Diagram& f, Space& to);

/// The nodes of one computation, and the order of its variables. Not for two threads at once.
class Space {
 public:
  /// `order`: all variables, top first; empty for 0, 1, 2, ... At most 65,535 variables.
  explicit Space(std::size_t variables, Limits limits = {}, std::vector<Variable> order = {});
  Space(const Space&) = delete;
  Space& operator=(const Space&) = delete;
  ~Space();

  Diagram truth(bool value) { return {*this, value ? yes : no}; }
  Diagram variable(Variable v);
  /// The conjunction of these variables: how a set of variables is handed to a quantifier.
  Diagram cube(std::span<const Variable> variables);

  std::size_t variables() const { return tables_.size(); }
  /// The variables, top first.
  const std::vector<Variable>& order() const { return at_level_; }

  // Following a diagram bit by bit, by plain numbers that are good while a handle keeps them alive
  // and nothing is sifted.

  bool constant(Id f) const { return f <= yes; }
  /// The place in the order of the variable that f decides on first; variables() for constants.
  std::uint32_t level(Id f) const { return level_of_[nodes_[f >> 1].variable]; }
  /// The variable f decides on first; not for constants.
  Variable first(Id f) const { return nodes_[f >> 1].variable; }
  /// f where that variable is false; true. Not for constants.
  Id low(Id f) const { return nodes_[f >> 1].low ^ (f & 1); }
  Id high(Id f) const { return nodes_[f >> 1].high ^ (f & 1); }

  /// Nodes in use, dead ones not yet collected included.
  std::size_t nodes() const { return nodes_.size() - free_count_; }
  /// Frees the nodes that no handle needs. Operations do this by themselves when it pays.
  void collect();

  /// Looks for an order in which everything alive is smaller, moving one group of variables at a
  /// time (Rudell 1993). Variables of a group, which must be neighbours, stay together; a variable
  /// in no group is one of its own. Functions and handles stay what they are. `growth`: how far
  /// diagrams may grow on the way, in hundredths.
  void sift(const std::vector<std::vector<Variable>>& groups = {}, unsigned growth = 120);

  const Limits& limits() const { return limits_; }

 private:
  friend class Diagram;
  friend class Sifting;
  friend Diagram ite(const Diagram&, const Diagram&, const Diagram&);
  friend Diagram exists(const Diagram&, const Diagram&);
  friend Diagram and_exists(const Diagram&, const Diagram&, const Diagram&);
  friend Diagram cofactor(const Diagram&, const Diagram&);
  friend Diagram within(const Diagram&, const Diagram&);
  friend bool meets(const Diagram&, const Diagram&);

  // Low edges are never complemented; node 0 is the constant.
  struct Node {
    Id low = no, high = no;
    std::uint32_t next = 0;  // in its bucket, or in the list of free nodes; 0 ends it
    std::uint32_t variable = 0;
  };
  struct Table {  // all nodes of one variable
    std::vector<std::uint32_t> buckets;
    std::size_t count = 0;
  };
  enum class Operation : std::uint32_t {
    conjunction,
    difference,
    choice,
    exists,
    and_exists,
    cofactor,
    within,
    meets
  };
  struct Known {  // a result remembered; the operation is in the top bits of f
    Id f = 0, g = 0, h = 0, result = 0;
  };
  struct Full {};  // no room for another node

  // An operation from outside: with room made before, and a second try when there was too little.
  template <typename Work>
  Diagram run(Work work) {
    if (nodes() > collect_at_) collect();
    try {
      return {*this, work()};
    } catch (const Full&) {
      collect();
    }
    try {
      return {*this, work()};
    } catch (const Full&) {
      throw OutOfMemory();
    }
  }

  // nodes.cpp
  Id make(Variable v, Id low, Id high);
  std::uint32_t allocate();
  void enlarge(Table& table);
  void enlarge_cache();
  std::vector<bool> mark() const;
  void forget_dead(const std::vector<bool>& alive);
  static std::size_t bucket(Id low, Id high, std::size_t buckets);
  void tick() {
    if ((++steps_ & 0xFFF) == 0 && limits_.stop.stop_requested()) throw Stopped();
  }

  // operations.cpp
  std::size_t place(Id f, Id g, Id h) const;
  static Id tagged(Operation op, Id f) { return f | static_cast<std::uint32_t>(op) << 29; }
  const Id* find(Operation op, Id f, Id g, Id h = 0);
  Id remember(Operation op, Id f, Id g, Id h, Id result);
  Id low_at(std::uint32_t level_, Id f) const { return level(f) == level_ ? low(f) : f; }
  Id high_at(std::uint32_t level_, Id f) const { return level(f) == level_ ? high(f) : f; }
  Id conjunction(Id f, Id g);
  Id disjunction(Id f, Id g) { return conjunction(f ^ 1, g ^ 1) ^ 1; }
  Id difference(Id f, Id g);
  Id choice(Id f, Id g, Id h);
  Id exists_in(Id f, Id cube);
  Id and_exists_in(Id f, Id g, Id cube);
  Id cofactor_of(Id f, Id literals);
  Id within_of(Id f, Id care);
  bool meet(Id f, Id g);

  Limits limits_;
  std::size_t most_nodes_;
  std::vector<Node> nodes_;
  std::vector<Table> tables_;            // by variable
  std::vector<std::uint32_t> level_of_;  // by variable; one more for the constants
  std::vector<Variable> at_level_;       // by level
  std::vector<Known> cache_;
  std::uint32_t free_ = 0;
  std::size_t free_count_ = 0;
  std::size_t collect_at_;
  std::uint32_t steps_ = 0;
  Diagram* handles_ = nullptr;
};

}  // namespace standoff::diagram
