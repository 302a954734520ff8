#pragma once

#include <cstddef>
#include <cstdint>
#include <random>

#include <normscope/graph/Graph.h>
#include <normscope/graph/GraphEdits.h>

/// Networks as somebody might build them by hand, the same for the same seed.
namespace normscope::test
{

class Dice
{
  public:
    explicit Dice(unsigned seed)
        : m_generator(seed)
    {
    }
    std::size_t below(std::size_t count)
    {
        return std::uniform_int_distribution<std::size_t>(0, count - 1)(m_generator);
    }
    template <class Items>
    const auto& oneOf(const Items& items)
    {
        return items[below(items.size())];
    }

  private:
    std::mt19937 m_generator;
};

/// One edit of any kind at any place. An error where it cannot be done there; its result need not fit together.
[[nodiscard]] Result<graph::Edited> anyEdit(const graph::Graph& graph, Dice& dice);

/// An MLP, CNN or mini ResNet after a dozen edits that each left a network for such images with so many classes.
[[nodiscard]] graph::Graph randomGraph(unsigned seed, const graph::SampleShape& image, std::int64_t classes);

/// How many such networks a test tries: `usual`, or as many as the environment variable NORMSCOPE_NETWORKS says.
[[nodiscard]] int networksToTry(int usual);

}  // namespace normscope::test
