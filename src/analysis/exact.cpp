// From whole numbers to shares.

#include "analysis/exact.hpp"

namespace standoff {

Ratio ratio(const Natural& part, const Natural& whole) {
  mpq_class share(part, whole);
  share.canonicalize();
  return {share.get_num().get_str(), share.get_den().get_str(), share.get_d()};
}

}  // namespace standoff
