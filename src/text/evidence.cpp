// Verifying selectors: does the passage still stand where the model says, and if not, where?
//
// A quote, when there is one, decides, because a reader sees it; the passage's hash decides
// otherwise; a bare position holds as long as the whole file is the declared one. Positions count
// code points of the file as it is, so a byte order mark is one.
#include "standoff/evidence.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <tuple>
#include <utility>

#include "text/haystack.hpp"
#include "text/sha256.hpp"
#include "text/unicode.hpp"

namespace standoff {
namespace {

using text::Folded;
using text::Haystack;
using text::Span;

constexpr std::size_t most_places = 10'000;  // of one passage in one text
constexpr std::size_t context_letters = 64;  // of a quote's prefix and suffix that are compared
constexpr std::size_t longest_slide = 1'048'576;  // code points of a text searched by hash alone
constexpr std::uint64_t slide_budget =
    2'000'000'000;                            // bytes hashed by one call: some ten seconds at worst
constexpr std::uint64_t hash_overhead = 128;  // of hashing a short passage, in bytes

/// A source text with what we learnt of it.
struct Opened {
  const SourceText* source;
  std::string sha256;
  std::optional<std::size_t> invalid_byte;
  std::optional<Haystack> haystack;  // made when first needed
};

AnchorResult without_place(Anchor anchor, std::string note) {
  return {anchor, 1.0, std::nullopt, std::move(note)};
}

std::string written(Span at) { return fmt::format("{} to {}", at.begin, at.end); }

Span span(const TextPosition& at) {
  return {static_cast<std::size_t>(at.start), static_cast<std::size_t>(at.end)};
}

/// What a quote says stands before and after it.
class Context {
 public:
  explicit Context(const TextQuote& quote)
      : prefix_(text::decode(quote.prefix)), suffix_(text::decode(quote.suffix)) {}

  /// How many letters around `at` agree, counted outwards from the passage.
  std::size_t agreement(const Haystack& in, Span at) const {
    if (wanted() == 0) return 0;
    constexpr std::size_t window = 4 * context_letters;  // room for runs of white space
    const Folded before(in.points({at.begin - std::min(at.begin, window), at.begin}));
    const Folded after(in.points({at.end, std::min(at.end + window, in.size())}));
    const auto left = before.text();
    const auto right = after.text();
    const auto near_left = prefix();
    const auto near_right = suffix();
    const auto l = std::mismatch(left.rbegin(), left.rend(), near_left.rbegin(), near_left.rend());
    const auto r = std::mismatch(right.begin(), right.end(), near_right.begin(), near_right.end());
    return static_cast<std::size_t>(l.first - left.rbegin()) +
           static_cast<std::size_t>(r.first - right.begin());
  }

  /// The agreement of a place that has all of the context.
  std::size_t wanted() const { return prefix().size() + suffix().size(); }

 private:
  std::u32string_view prefix() const {
    const auto all = prefix_.text();
    return all.substr(all.size() - std::min(all.size(), context_letters));
  }
  std::u32string_view suffix() const { return suffix_.text().substr(0, context_letters); }

  Folded prefix_;
  Folded suffix_;
};

class Verifier {
 public:
  Verifier(const Model& model, const std::vector<SourceText>& texts) : model_(model) {
    for (const auto& source : texts) {
      texts_.push_back({&source, text::hex(sha256_(source.bytes)),
                        text::first_invalid_utf8(source.bytes), std::nullopt});
    }
  }

  AnchorResult verify(const Evidence& evidence) {
    const Source& source = model_.sources[evidence.source];
    Opened* opened = find(source);
    if (opened == nullptr) {
      return without_place(Anchor::unchecked,
                           fmt::format("source \"{}\" is not among the texts", source.id));
    }
    const bool quoted = evidence.quote && !evidence.quote->exact.empty();
    const auto& at = evidence.at;
    if (!quoted && !at) {
      return without_place(Anchor::unchecked, "there is neither a position nor a quote to compare");
    }
    if (at && at->start >= at->end) {
      return without_place(
          Anchor::missing,
          fmt::format("the position must end after it starts, and goes from {} to {}", at->start,
                      at->end));
    }
    const bool bare = !quoted && at->sha256.empty();
    if (opened->invalid_byte && !bare) {
      return without_place(
          Anchor::unchecked,
          fmt::format("{} is not valid UTF-8 (byte {}), so no passage can be compared",
                      opened->source->file, *opened->invalid_byte));
    }
    if (!opened->haystack) opened->haystack.emplace(opened->source->bytes);
    if (quoted) return by_quote(*evidence.quote, at, *opened);
    return bare ? by_position(*at, source, *opened) : by_hash(*at, *opened);
  }

 private:
  Opened* find(const Source& source) {
    const auto first = [&](auto matches) {
      const auto found = std::find_if(texts_.begin(), texts_.end(), matches);
      return found == texts_.end() ? nullptr : &*found;
    };
    if (!source.sha256.empty()) {
      if (auto* same = first([&](const Opened& o) { return o.sha256 == source.sha256; })) {
        return same;
      }
    }
    const auto named = [&](const Opened& o) {
      return std::filesystem::path(o.source->file).stem().string() == source.id;
    };
    auto* readable = first([&](const Opened& o) { return !o.invalid_byte && named(o); });
    return readable != nullptr ? readable : first(named);
  }

  static AnchorResult found(Anchor anchor, Span at, const Haystack& in, std::string note,
                            double similarity = 1.0) {
    return {anchor, similarity, in.position(at), std::move(note)};
  }

  static bool inside(const TextPosition& at, const Haystack& in) { return at.end <= in.size(); }

  static std::string beyond(const TextPosition& at, const Opened& opened) {
    return fmt::format("{} to {} lies beyond the end of {}, which has {} code points", at.start,
                       at.end, opened.source->file, opened.haystack->size());
  }

  /// Of several places the one whose surroundings agree best, then the one nearest to where it
  /// should be.
  static Span best(const std::vector<Span>& places, const Context& context,
                   const std::optional<TextPosition>& at, const Haystack& in) {
    const auto rank = [&](Span place) {
      const std::size_t disagreement = context.wanted() - context.agreement(in, place);
      const std::uint64_t begin = place.begin;
      const std::uint64_t away = !at                 ? 0
                                 : begin > at->start ? begin - at->start
                                                     : at->start - begin;
      return std::tuple{disagreement, away, begin};
    };
    auto chosen = places.front();
    auto least = rank(chosen);
    for (const Span place : places) {
      if (const auto its_rank = rank(place); its_rank < least) {
        least = its_rank;
        chosen = place;
      }
    }
    return chosen;
  }

  AnchorResult by_quote(const TextQuote& quote, const std::optional<TextPosition>& at,
                        Opened& opened) {
    Haystack& in = *opened.haystack;
    if (at && inside(*at, in) && in.bytes(span(*at)) == quote.exact) {
      return found(Anchor::exact, span(*at), in, {});
    }
    const Context context(quote);
    if (const auto places = in.verbatim(quote.exact, most_places); !places.empty()) {
      const Span place = best(places, context, at, in);
      if (at) {
        return found(Anchor::moved, place, in,
                     fmt::format("it stands at {}, not at {}", written(place), written(span(*at))));
      }
      if (context.agreement(in, place) == context.wanted()) {
        return found(Anchor::exact, place, in, {});
      }
      return found(Anchor::moved, place, in,
                   fmt::format("it stands at {}, between other words", written(place)));
    }
    const Folded phrase(text::decode(quote.exact));
    if (const auto places = in.alike(phrase, most_places); !places.empty()) {
      const Span place = best(places, context, at, in);
      return found(Anchor::fuzzy, place, in,
                   fmt::format("at {} only the typography differs", written(place)));
    }
    if (const auto similar = in.similar(phrase, approximate_budget_)) {
      return found(Anchor::fuzzy, similar->at, in,
                   fmt::format("the most similar passage stands at {}", written(similar->at)),
                   similar->similarity);
    }
    if (at && !inside(*at, in)) return without_place(Anchor::missing, beyond(*at, opened));
    return without_place(Anchor::missing,
                         fmt::format("no such passage stands in {}", opened.source->file));
  }

  AnchorResult by_hash(const TextPosition& at, Opened& opened) {
    const Haystack& in = *opened.haystack;
    const auto expected = text::from_hex(at.sha256);
    if (!expected) {
      return without_place(Anchor::unchecked, "the passage's sha256 is not 64 hexadecimal digits");
    }
    const auto matches = [&](Span place) { return sha256_(in.bytes(place)) == *expected; };
    if (inside(at, in) && matches(span(at))) return found(Anchor::exact, span(at), in, {});

    const std::uint64_t length = at.end - at.start;
    if (length > in.size()) return without_place(Anchor::missing, beyond(at, opened));
    const std::size_t last = in.size() - static_cast<std::size_t>(length);
    if (!afford_slide(last + 1, length, opened)) {
      return without_place(Anchor::unchecked,
                           fmt::format("{} has another passage at {}, and is too long to search by "
                                       "hash alone; add a quote",
                                       opened.source->file, written(span(at))));
    }
    // Outwards from where it should be: a text that changes a little shifts a passage a little.
    const std::size_t start = static_cast<std::size_t>(std::min<std::uint64_t>(at.start, last));
    for (std::size_t away = 0; away <= std::max(start, last - start); ++away) {
      for (const bool left : {true, false}) {
        if (left ? away > start : away > last - start) continue;
        const std::size_t begin = left ? start - away : start + away;
        const Span place{begin, begin + static_cast<std::size_t>(length)};
        if (matches(place)) {
          return found(
              Anchor::moved, place, in,
              fmt::format("it stands at {}, not at {}", written(place), written(span(at))));
        }
      }
    }
    if (!inside(at, in)) return without_place(Anchor::missing, beyond(at, opened));
    return without_place(
        Anchor::missing,
        fmt::format("no passage of this length and sha256 stands in {}", opened.source->file));
  }

  bool afford_slide(std::uint64_t places, std::uint64_t length, const Opened& opened) {
    const std::uint64_t size = opened.haystack->size();
    if (size > longest_slide) return false;
    const std::uint64_t passage_bytes =
        opened.source->bytes.size() * length / std::max<std::uint64_t>(size, 1);
    const std::uint64_t cost = places * (passage_bytes + hash_overhead);
    if (cost > slide_budget_) return false;
    slide_budget_ -= cost;
    return true;
  }

  static AnchorResult by_position(const TextPosition& at, const Source& source,
                                  const Opened& opened) {
    if (!inside(at, *opened.haystack)) return without_place(Anchor::missing, beyond(at, opened));
    if (source.sha256.empty()) {
      return without_place(
          Anchor::unchecked,
          fmt::format("neither the position nor source \"{}\" has a sha256 to compare", source.id));
    }
    if (source.sha256 != opened.sha256) {
      return without_place(Anchor::unchecked,
                           fmt::format("{} has another sha256 than source \"{}\" declares, and the "
                                       "position has none",
                                       opened.source->file, source.id));
    }
    return found(Anchor::exact, span(at), *opened.haystack, {});
  }

  const Model& model_;
  std::vector<Opened> texts_;
  text::Sha256 sha256_;
  std::uint64_t slide_budget_ = slide_budget;
  std::uint64_t approximate_budget_ = text::approximate_budget;
};

}  // namespace

std::vector<AnchorResult> verify_evidence(const Model& model,
                                          const std::vector<SourceText>& texts) {
  std::vector<AnchorResult> results;
  if (model.evidence.empty()) return results;
  Verifier verifier(model, texts);
  for (const auto& evidence : model.evidence) results.push_back(verifier.verify(evidence));
  return results;
}

}  // namespace standoff
