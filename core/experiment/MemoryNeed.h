#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include <normscope/base/Result.h>
#include <normscope/experiment/ExperimentSpec.h>

namespace normscope
{

/// What a training takes of memory at its peak, in bytes, estimated before anything is built. Doubles, because settings
/// may ask for more than 64 bits can count.
struct MemoryNeed
{
    double parameters = 0;  ///< weights, their gradients and their momentum, in every network in training at one time
    double checkpoint = 0;  ///< copies of weights and momentum of a network a lane, and the file that is made of them
    double batch = 0;  ///< what the layers keep of a mini-batch for the way back, or of one of an evaluation, a lane
    double data = 0;   ///< images and labels that are not in memory yet
    std::string largestNode;  ///< the one with most parameters

    [[nodiscard]] double total() const { return parameters + checkpoint + batch + data; }
};

/// Estimates it for a network that describe() takes, of each variant. `samples` is the number of training
/// samples, 0 where it is not known yet: then no batch is counted, which may be much smaller than its greatest size.
///
/// Of a batch the network keeps, as float32, the input and the outputs of its steps (graph::stepsOf()), and twice the
/// largest of them is at work on the way back. Lanes (see lanesOf()) train side by side, variants of a lane in turn. An
/// evaluation keeps nothing behind a layer's back: its input and the largest output twice.
[[nodiscard]] MemoryNeed memoryNeed(const ExperimentSpec& spec, const graph::Graph& model, std::int64_t samples);

/// ErrorCode::Usage with the estimate and what to change if that is more than is available; none: not known, and not an
/// error.
[[nodiscard]] Status checkMemory(const ExperimentSpec& spec, const MemoryNeed& need,
                                 std::optional<std::uint64_t> available);

}  // namespace normscope
