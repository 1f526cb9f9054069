// The kinds of figure, one file each; figures.cpp has the table of them.
#pragma once

#include "figure/figure.hpp"

namespace standoff::figure {

std::optional<Figure> draw_option_table(const Subject&, const FigureRequest&);
std::optional<Figure> draw_heat_map(const Subject&, const FigureRequest&);
std::optional<Figure> draw_state_graph(const Subject&, const FigureRequest&);

std::optional<Figure> draw_storyboard(const Subject&, const FigureRequest&);
std::optional<Figure> draw_tornado(const Subject&, const FigureRequest&);
std::optional<Figure> draw_ladder(const Subject&, const FigureRequest&);
std::optional<Figure> draw_channels(const Subject&, const FigureRequest&);
std::optional<Figure> draw_measures(const Subject&, const FigureRequest&);

}  // namespace standoff::figure
