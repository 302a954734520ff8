#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <string>
#include <variant>
#include <vector>

#include <normscope/base/HostTensor.h>
#include <normscope/graph/Graph.h>

/// What a training tells while it runs: complete values, no tensor and no pointer into it.
/// A run emits Started, then Step, Evaluation, EpochResult, ProbeRows and Checkpoint as they come, then exactly one of
/// Finished, Diverged, Cancelled, Failed.
///
/// Losses are mean cross entropies, accuracies fractions; iterations count from 1 over the whole run, epochs from 1;
/// trainSeconds is the time of training steps alone since the run's start, cpuSeconds the processor time in them.
namespace normscope
{

struct Started
{
    std::int64_t epochs = 0;
    std::int64_t iterationsPerEpoch = 0;
    std::int64_t samplesPerEpoch = 0;
    graph::ParameterCounts parameters;
    std::int64_t iterationsDone = 0;  ///< before an interruption that it goes on from
};

/// One training step. Loss and accuracy are of the batch before its update.
struct Step
{
    std::int64_t iteration = 0;
    std::int64_t epoch = 0;
    float loss = 0;
    double batchAccuracy = 0;
    double lr = 0;  ///< used in this step
    double trainSeconds = 0;
    double cpuSeconds = std::numeric_limits<double>::quiet_NaN();  ///< NaN with several threads
};

/// A look at the fixed part of the test set between two steps.
struct Evaluation
{
    std::int64_t iteration = 0;
    std::int64_t epoch = 0;
    double testLoss = 0;
    double testAccuracy = 0;
    double trainSeconds = 0;
};

/// The end of an epoch. NaN where a set was not looked at.
struct EpochResult
{
    std::int64_t iteration = 0;  ///< its last one
    std::int64_t epoch = 0;
    double trainLoss = 0;  ///< mean over the epoch's samples as they were trained on
    double trainAccuracy = 0;
    double testLoss = 0;
    double testAccuracy = 0;
    double trainSeconds = 0;
    double evalSeconds = 0;  ///< of all evaluations since the run's start
    double validationLoss = 0;
    double validationAccuracy = 0;
};

/// A network in training at one moment, with its optimizer, its clocks and the sums of the epoch under way.
struct LearnerState
{
    /// The state dict, and "momentum_buffer.NAME" for each parameter that has been updated.
    std::vector<HostTensor> tensors;
    double trainSeconds = 0;
    double cpuSeconds = 0;  ///< of the calling thread alone, however many compute
    double evalSeconds = 0;
    double lossSum = 0;  ///< over the epoch's samples so far
    std::int64_t correct = 0;
    std::int64_t samples = 0;
};

/// What an instrument saw at one moment (core/probe/Instruments.h).
struct ProbeRows
{
    std::string instrument;
    std::int64_t iteration = 0;       ///< the steps taken before; 0: of the initial weights
    std::vector<std::string> layers;  ///< one a row; empty where a row is of the whole network
    std::vector<double> values;       ///< row by row, as many a row as the instrument has columns; NaN: not measured
};

/// A run between two steps: all that it needs to go on as if nothing had happened. Order of batches, augmentation and
/// schedule are functions of the iteration.
struct Checkpoint
{
    std::int64_t iteration = 0;  ///< the last step, whose evaluation and end of epoch are over; 0: none yet
    float lastFiniteLoss = 0;    ///< NaN: none yet
    LearnerState learner;
};

/// The network's answers on the test set, in its order.
struct TestAnswers
{
    std::vector<std::int64_t> labels;  ///< N, the true classes
    std::vector<float> probabilities;  ///< N · K, row by row
    std::int64_t classes = 0;          ///< K
};

/// The run is over as planned. `weights` is the state dict that the last EpochResult belongs to.
struct Finished
{
    std::vector<HostTensor> weights;
    TestAnswers predictions;
};

/// The loss is no longer a finite number, and the parameters are left as they were before that step; or it is one, and
/// that step, the last of an epoch, has made parameters that are not.
struct Diverged
{
    std::int64_t iteration = 0;
    std::int64_t epoch = 0;
    float loss = 0;            ///< NaN or infinite; finite where it was a gradient that was not
    float lastFiniteLoss = 0;  ///< NaN if the first loss was not finite
};

/// Stopped by RunControl between two steps. A Checkpoint of that moment came before.
struct Cancelled
{
};

/// Something that should not happen, in words.
struct Failed
{
    std::string message;
};

struct TrainingEvent
{
    std::string variant;  ///< the label of the network that it is about: "bn"
    std::variant<Started, Step, Evaluation, EpochResult, ProbeRows, Checkpoint, Finished, Diverged, Cancelled, Failed>
        what;
};

/// Called on the training's thread, between steps and off the clock; must not throw.
using EventSink = std::function<void(const TrainingEvent&)>;

}  // namespace normscope
