// What `diff` found, for people and for programs.
#pragma once

#include <string>

#include "report/style.hpp"
#include "standoff/diff.hpp"

namespace standoff::report {

struct DiffAnswer {
  const Model& before;
  const Model& after;
  std::string before_name, after_name;  ///< as on the command line
  Difference difference;
};
std::string diff(const DiffAnswer& answer, const Style& style);
std::string diff_json(const DiffAnswer& answer);

}  // namespace standoff::report
