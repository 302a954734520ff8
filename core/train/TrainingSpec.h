#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <normscope/data/Augmentation.h>
#include <normscope/data/ImageSet.h>
#include <normscope/graph/Graph.h>
#include <normscope/train/LrSchedule.h>
#include <normscope/train/SgdOptions.h>

namespace normscope
{

/// When the test set is looked at.
enum class TestAt
{
    EveryEpoch,
    End,  ///< not before the last epoch is over
};

/// Samples that an evaluation looks at together: enough to keep the matrix products large, few enough to stay in memory
/// that is at hand anyway.
inline constexpr std::int64_t kEvaluationBatch = 500;

/// Everything about a training but the network.
struct TrainingSpec
{
    std::int64_t epochs = 5;
    std::int64_t batchSize = 100;
    std::uint64_t seed = 1;
    SgdOptions sgd;
    LrPolicy lrPolicy = LrPolicy::Constant;
    std::int64_t lrStepSize = 1;
    double lrGamma = 0.1;
    Augmentation augmentation = Augmentation::None;
    double labelNoise = 0;       ///< share of the training labels that are wrong, see core/data/LabelNoise.h
    std::int64_t evalEvery = 0;  ///< iterations between evaluations on a fixed part of the test set; 0: never
    TestAt testAt = TestAt::EveryEpoch;
    std::vector<std::string> probes;  ///< names of instruments, see core/probe/Instruments.h
    std::int64_t probeEvery = 100;    ///< iterations between looks of those that look regularly
    int threads = 1;
};

/// The images of a training. Shared by all runs of an experiment and never changed by them.
struct TrainingData
{
    ImageSet train;
    ImageSet validation;  ///< may be empty
    ImageSet test;
    Normalization normalization;       ///< of the training images
    std::vector<std::string> classes;  ///< names in the order of the labels

    [[nodiscard]] DataShape shape() const { return shapeOf(train, static_cast<std::int64_t>(classes.size())); }
};

/// The most test samples that an evaluation by `evalEvery` looks at: enough to see 0.5 % and cheap enough to do often.
inline constexpr std::int64_t kQuickTestSamples = 2'000;

}  // namespace normscope
