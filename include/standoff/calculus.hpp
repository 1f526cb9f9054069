// The calculus: rank functions on states, and the few operators that solution concepts are written
// with.
//
// A term is a description, not a computation: a concept says best(i, forced(i, rank(i))) once, and
// each carrier evaluates it its own way. What the operators mean, for a function f on states:
//
//   best(i, f)(s)      the most of f over s and where i can move from s
//   forced(i, f)(s)    the least of f that the others can bring about from s, by any legal sequence
//   of moves
//                      (nobody twice in a row), or by doing nothing
//   answered(i, f)(s)  the same, where each step must improve the position of whoever takes it
//   least(f, g)(s)     the smaller of the two
//   most(f, g)(s)      the greater of the two
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "standoff/ids.hpp"

namespace standoff {

/// A rank function, described. Cheap to copy; immutable.
class Term {
 public:
  enum class Kind : std::uint8_t { rank, best, forced, answered, least, most };

  Kind kind() const { return node_->kind; }
  /// The decision maker whose rank or move it is; for forced and answered, the one the *others*
  /// answer to.
  DmId dm() const { return node_->dm; }
  /// The operand, or the first of two.
  const Term& left() const { return *node_->left; }
  const Term& right() const { return *node_->right; }
  /// "best[0](forced[0](rank[0]))": equal texts mean equal terms.
  std::string text() const;

  friend Term rank(DmId i);
  friend Term best(DmId i, Term f);
  friend Term forced(DmId i, Term f);
  friend Term answered(DmId i, Term f);
  friend Term least(Term f, Term g);
  friend Term most(Term f, Term g);

 private:
  struct Node {
    Kind kind;
    DmId dm;
    std::shared_ptr<const Term> left, right;
  };
  explicit Term(Node node) : node_(std::make_shared<const Node>(std::move(node))) {}
  std::shared_ptr<const Node> node_;
};

Term rank(DmId i);
Term best(DmId i, Term f);
Term forced(DmId i, Term f);
Term answered(DmId i, Term f);
Term least(Term f, Term g);
Term most(Term f, Term g);

/// Holds in the states where left <= right.
struct Condition {
  Term left, right;
};
inline Condition operator<=(Term left, Term right) { return {std::move(left), std::move(right)}; }

}  // namespace standoff
