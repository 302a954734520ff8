#pragma once

#include <cstddef>
#include <limits>
#include <string>
#include <vector>

#include <normscope/experiment/ProbeLooks.h>

/// What people ask of a network that was looked into, and what the numbers of a run with BN and of its twin without
/// answer. Every answer is a function of the looks alone; texts for people are made of it elsewhere.
namespace normscope
{

enum class Question
{
    Drift,       ///< does the distribution drift?
    Smoothness,  ///< is the loss smoother?
    Depth,       ///< do gradients survive the depth?
    Evaluation,  ///< what does BN do between training and evaluation?
    DeadUnits,   ///< which units are dead?
    Sharpness,   ///< how sharp is it?
};

/// All of them, in the order in which they are offered.
[[nodiscard]] const std::vector<Question>& questions();

/// "drift", "smoothness" …: in names of files and of what is kept.
[[nodiscard]] std::string nameOf(Question question);

/// The instrument that answers it: "distribution".
[[nodiscard]] std::string instrumentOf(Question question);

enum class Verdict
{
    AsInPaper,
    NotAsInPaper,
    TooLittle,  ///< to say either
};

/// What a verdict rests on, or why there is none.
enum class VerdictReason
{
    Measured,
    NotMeasured,   ///< the instrument did not look
    NoTwin,        ///< it takes a run with BN and one without
    FewLooks,      ///< or numbers that are finite
    NoDifference,  ///< less than the least that counts
    NoBatchNorm,   ///< there is none in the network
    NoRelu,        ///< there is no ReLU, which could be dead
    FewLayers,     ///< too few to speak of depth
};

/// A figure with BN and without; NaN where there is none.
struct TwinFigure
{
    double with = std::numeric_limits<double>::quiet_NaN();
    double without = std::numeric_limits<double>::quiet_NaN();
};

struct Answer
{
    Verdict verdict = Verdict::TooLittle;
    VerdictReason reason = VerdictReason::NotMeasured;
    std::vector<TwinFigure> figures;  ///< see answer(); the first is the one to be named
    std::size_t looks = 0;            ///< that count
};

/// Looks below which nothing is said of a course.
inline constexpr std::size_t kFewestLooks = 5;
/// By what a figure must differ from its twin's to count as different.
inline constexpr double kLeastRatio = 1.25;

/// The answer of a run with BN and its twin without, null where there is none.
///
/// Drift (Ioffe & Szegedy 2015: without BN it drifts, with BN it stays): of each unit that was looked at, how far its
/// median wandered, in widths of its distribution (85th less 15th percentile); the mean over units. As in the paper
/// where it is kLeastRatio times as much without BN, not so where it is that much with BN.
///
/// Smoothness (Santurkar et al. 2018: smoother with BN): medians, over the first half of the looks that both have, of
/// the width of the band of losses, of that of gradients' changes, and of the effective smoothness. As in the paper
/// where two of the three are kLeastRatio times as much without BN and none is with BN; not so the other way round.
///
/// Depth (Bjorck et al. 2018): how many times the smallest gradient of a layer the largest is, the median over the same
/// looks. Layers whose gradients lie kLeastRatio times as far apart without BN are as in the paper.
///
/// Evaluation (Ioffe & Szegedy 2015: running estimates stand for the batch's; Wu & Johnson 2021 on where they do not):
/// the difference of the accuracy of a batch in both modes, the median of the second half. As in the paper up to 0.02,
/// not so from 0.05 on. Says something of a run with BN alone.
///
/// DeadUnits (Ioffe & Szegedy 2015: BN keeps units out of where they saturate): the share of ReLU units that are dead,
/// at the last look that both have. As in the paper where it is 0.01 more without BN, not so where it is that much more
/// with BN.
///
/// Sharpness (Cohen et al. 2021, of full batches): λ · lr in parts of the threshold, the median of the second half. As
/// in the paper where no run is above it (small batches settle below), not so where one is more than a tenth above.
/// Says something of one run alone.
[[nodiscard]] Answer answer(Question question, const ProbeLooks* with, const ProbeLooks* without);

}  // namespace normscope
