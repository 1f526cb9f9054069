// The paints, after Okabe and Ito 2008 and Tol 2021; darkened where a thin line on white would be
// too pale (contrast of at least 3 to 1).

#include "figure/palette.hpp"

#include <array>

namespace standoff::figure {
namespace {

constexpr std::array<Pigment, 24> pigments{{
    {"none", "none", "none"},          {"paper", "#ffffff", "#16191d"},
    {"panel", "#f4f5f7", "#20252b"},   {"ink", "#1b1f24", "#eceff2"},
    {"faint", "#59636e", "#a3adb8"},   {"grid", "#d5dae0", "#3a424b"},
    {"good", "#00735c", "#3cc4a0"},    {"bad", "#b3470b", "#f0935a"},
    {"stable", "#1f6f8b", "#5fb4d2"},  {"unstable", "#c9a56b", "#8a6d3f"},
    {"unknown", "#7a828c", "#8d97a2"}, {"accent", "#1b1f24", "#ffffff"},
    {"dm-0", "#0067a5", "#5cb1ea"},    {"dm-1", "#c4500a", "#f4915a"},
    {"dm-2", "#007a5e", "#3cc4a0"},    {"dm-3", "#a3427f", "#e08dc0"},
    {"dm-4", "#8a6a00", "#e0b840"},    {"dm-5", "#5b53a8", "#a9a2f0"},
    {"dm-6", "#1f7f8e", "#6fd0dd"},    {"dm-7", "#9e2a2f", "#f08a8a"},
    {"dm-8", "#4d7c1e", "#9ccc65"},    {"dm-9", "#6b4a2f", "#c9a58a"},
    {"dm-10", "#3d4f6b", "#9fb4d6"},   {"dm-11", "#b0206a", "#f07fb5"},
}};
constexpr std::size_t dm_paints = 12;

}  // namespace

const Pigment& pigment(Paint paint) { return pigments[static_cast<std::size_t>(paint)]; }

Paint paint_of(DmId dm) {
  return static_cast<Paint>(static_cast<std::size_t>(Paint::dm_0) + index(dm) % dm_paints);
}

std::string restyling(std::string_view scope, bool dark) {
  std::string rules;
  for (std::size_t k = 1; k < pigments.size(); ++k) {
    const std::string name(pigments[k].name);
    const std::string colour(dark ? pigments[k].dark : pigments[k].light);
    rules += std::string(scope) + ".fill-" + name + "{fill:" + colour + "}\n";
    rules += std::string(scope) + ".line-" + name + "{stroke:" + colour + "}\n";
  }
  return rules;
}

}  // namespace standoff::figure
