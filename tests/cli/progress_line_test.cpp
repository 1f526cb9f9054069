// What the progress bar says; progress_test.py watches it on a terminal.
#include <doctest/doctest.h>

#include <limits>

#include "cli/progress.hpp"

using namespace standoff::cli;

TEST_SUITE_BEGIN("cli");

TEST_CASE("the time left is told no more exactly than it is known") {
  CHECK(time_left(0) == "a few seconds left");
  CHECK(time_left(7) == "a few seconds left");
  CHECK(time_left(8) == "about 10 s left");
  CHECK(time_left(23) == "about 25 s left");
  CHECK(time_left(57) == "about 55 s left");
  CHECK(time_left(58) == "about 1 min left");
  CHECK(time_left(89) == "about 1 min left");
  CHECK(time_left(125) == "about 2 min left");
  CHECK(time_left(19 * 60) == "about 19 min left");
  CHECK(time_left(22 * 60) == "about 20 min left");
  CHECK(time_left(117 * 60) == "about 115 min left");
  CHECK(time_left(118 * 60) == "about 2 h left");
  CHECK(time_left(47 * 3600) == "about 47 h left");
  CHECK(time_left(48 * 3600) == "about 2 days left");
  CHECK(time_left(99 * 86400.) == "about 99 days left");
  CHECK(time_left(101 * 86400.).empty());
  CHECK(time_left(std::numeric_limits<double>::infinity()).empty());
}

TEST_CASE("the bar shows the share, the time only when it is known, and fits the terminal") {
  CHECK(progress_line(0, {}, 79) == "[------------------------------]   0 %");
  CHECK(progress_line(.5, {}, 79) == "[###############---------------]  50 %");
  CHECK(progress_line(.999, {}, 79) == "[#############################-]  99 %");
  CHECK(progress_line(1, {}, 79) == "[##############################] 100 %");
  CHECK(progress_line(.3, 125, 79) == "[#########---------------------]  30 %  about 2 min left");
  CHECK(progress_line(.3, 1e9, 79) == "[#########---------------------]  30 %");
  CHECK(progress_line(.3, 125, 39) == "[###----------]  30 %  about 2 min left");
  CHECK(progress_line(.3, 125, 30) == " 30 %  about 2 min left");
  CHECK(progress_line(.3, 125, 20) == " 30 %");
  CHECK(progress_line(.3, 125, 3).empty());
  for (int width = 0; width < 100; ++width)
    for (const double share : {0., .07, .5, 1.})
      CHECK(static_cast<int>(progress_line(share, 4000, width).size()) <= width);
}

TEST_CASE("the time left is unknown at first, right at an even pace, and follows a new one") {
  Pace pace;
  CHECK_FALSE(pace.seconds_left());
  pace.note(1, .005);
  CHECK_FALSE(pace.seconds_left());  // too early
  pace.note(2, .009);
  CHECK_FALSE(pace.seconds_left());  // too little
  pace.note(4, .02);
  REQUIRE(pace.seconds_left());

  Pace even;
  for (int k = 1; k <= 250; ++k) even.note(k * .1, k * .001);
  CHECK(*even.seconds_left() == doctest::Approx(75));
  // Three times as fast from now on: 25 seconds of work are left, not 75.
  for (int k = 1; k <= 150; ++k) even.note(25 + k * .1, .25 + k * .003);
  CHECK(*even.seconds_left() == doctest::Approx(10).epsilon(.2));

  Pace stalled;
  for (int k = 1; k <= 50; ++k) stalled.note(k * .1, k * .01);
  const double before = *stalled.seconds_left();
  for (int k = 51; k <= 200; ++k) stalled.note(k * .1, .5);
  CHECK(*stalled.seconds_left() > 5 * before);

  Pace never;
  for (int k = 1; k <= 50; ++k) never.note(k * .1, 0);
  CHECK_FALSE(never.seconds_left());
}

TEST_SUITE_END();
