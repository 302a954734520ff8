#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <normscope/train/TrainingEvent.h>

/// What a run measured, as TensorBoard's events: the few fields of tensorflow.Event and tensorflow.Summary that scalars
/// need, in protobuf's wire format (https://protobuf.dev/programming-guides/encoding).
namespace normscope
{

/// A value under one of TensorBoard's tags: "loss/train".
struct Scalar
{
    const char* tag;
    float value = 0;
};

/// The scalars of one step: loss/train and accuracy/train of the batch before its update, lr.
[[nodiscard]] std::vector<Scalar> scalarsOf(const Step& step);

/// A look at part of the test set: loss/test_sample, accuracy/test_sample.
[[nodiscard]] std::vector<Scalar> scalarsOf(const Evaluation& look);

/// The end of an epoch: loss/train_epoch, accuracy/train_epoch, loss/test, accuracy/test, loss/validation,
/// accuracy/validation, seconds/train, seconds/eval; none for a set that was not looked at.
[[nodiscard]] std::vector<Scalar> scalarsOf(const EpochResult& epoch);

/// An Event with a Summary of those scalars. `wallTime` in seconds since 1970.
[[nodiscard]] std::string encodeEvent(double wallTime, std::int64_t step, const std::vector<Scalar>& scalars);

/// The Event that every file begins with: file_version "brain.Event:2".
[[nodiscard]] std::string encodeFileVersion(double wallTime);

/// The Event of a run that goes on after an interruption (SessionLog START): TensorBoard forgets what earlier files say
/// of this step and later ones.
[[nodiscard]] std::string encodeRestart(double wallTime, std::int64_t step);

}  // namespace normscope
