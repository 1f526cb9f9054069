// The answers of `levers` as text and JSON.
#pragma once

#include <optional>
#include <string>

#include "report/style.hpp"
#include "standoff/levers.hpp"
#include "standoff/orders.hpp"
#include "standoff/reorder.hpp"

namespace standoff::report {

struct LeversTold {
  const LeversRequest& request;
  LeversAnswer answer;
  std::string outcome;           ///< its id; empty where one state was asked about
  std::optional<StateId> state;  ///< the state asked about
  std::optional<Reordering> reordering;
};
/// `graph`: the dispute as it stands.
std::string levers(const Graph& graph, const LeversTold& told, const Style& style);
std::string levers_json(const Graph& graph, const LeversTold& told);

/// Which orders of the states make one stable, for one decision maker after the other.
struct OrdersTold {
  StateId state{};
  const SolutionConcept* concept_ = nullptr;
  std::vector<std::pair<DmId, Orders>> of;
};
std::string orders(const Graph& graph, const OrdersTold& told, const Style& style);
std::string orders_json(const Graph& graph, const OrdersTold& told);

}  // namespace standoff::report
