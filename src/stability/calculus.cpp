// Terms of the calculus.

#include "standoff/calculus.hpp"

#include <utility>

namespace standoff {

Term rank(DmId i) { return Term({Term::Kind::rank, i, nullptr, nullptr}); }

Term best(DmId i, Term f) {
  return Term({Term::Kind::best, i, std::make_shared<const Term>(std::move(f)), nullptr});
}

Term forced(DmId i, Term f) {
  return Term({Term::Kind::forced, i, std::make_shared<const Term>(std::move(f)), nullptr});
}

Term answered(DmId i, Term f) {
  return Term({Term::Kind::answered, i, std::make_shared<const Term>(std::move(f)), nullptr});
}

Term least(Term f, Term g) {
  return Term({Term::Kind::least, DmId(), std::make_shared<const Term>(std::move(f)),
               std::make_shared<const Term>(std::move(g))});
}

Term most(Term f, Term g) {
  return Term({Term::Kind::most, DmId(), std::make_shared<const Term>(std::move(f)),
               std::make_shared<const Term>(std::move(g))});
}

std::string Term::text() const {
  const std::string who = "[" + std::to_string(index(dm())) + "]";
  switch (kind()) {
    case Kind::rank:
      return "rank" + who;
    case Kind::best:
      return "best" + who + "(" + left().text() + ")";
    case Kind::forced:
      return "forced" + who + "(" + left().text() + ")";
    case Kind::answered:
      return "answered" + who + "(" + left().text() + ")";
    case Kind::least:
      return "least(" + left().text() + ", " + right().text() + ")";
    case Kind::most:
      return "most(" + left().text() + ", " + right().text() + ")";
  }
  return {};
}

}  // namespace standoff
