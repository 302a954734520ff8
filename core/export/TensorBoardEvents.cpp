#include <bit>
#include <cmath>
#include <string_view>

#include <normscope/export/TensorBoardEvents.h>

namespace normscope
{

namespace
{

/// Field numbers of event.proto and summary.proto.
enum Field : std::uint32_t
{
    kEventWallTime = 1,
    kEventStep = 2,
    kEventFileVersion = 3,
    kEventSummary = 5,
    kEventSessionLog = 7,
    kSummaryValue = 1,
    kValueTag = 1,
    kValueSimpleValue = 2,
    kSessionLogStatus = 1,
};

/// How a field's value is written.
enum WireType : std::uint32_t
{
    kVarint = 0,
    kFixed64 = 1,
    kLength = 2,
    kFixed32 = 5,
};

void appendVarint(std::string& text, std::uint64_t value)
{
    constexpr std::uint64_t kMore = 0x80;
    while (value >= kMore) {
        text += static_cast<char>(static_cast<unsigned char>(value | kMore));
        value >>= 7U;
    }
    text += static_cast<char>(static_cast<unsigned char>(value));
}

void appendKey(std::string& text, Field field, WireType type)
{
    appendVarint(text, (static_cast<std::uint64_t>(field) << 3U) | type);
}

/// Little-endian, as protobuf wants it whatever the machine.
template <class Bits>
void appendFixed(std::string& text, Bits bits)
{
    for (std::size_t i = 0; i < sizeof(Bits); ++i) {
        text += static_cast<char>(static_cast<unsigned char>(bits >> (8U * i)));
    }
}

void appendText(std::string& text, Field field, std::string_view value)
{
    appendKey(text, field, kLength);
    appendVarint(text, value.size());
    text += value;
}

std::string eventAt(double wallTime)
{
    std::string event;
    appendKey(event, kEventWallTime, kFixed64);
    appendFixed(event, std::bit_cast<std::uint64_t>(wallTime));
    return event;
}

std::string eventAt(double wallTime, std::int64_t step)
{
    std::string event = eventAt(wallTime);
    appendKey(event, kEventStep, kVarint);
    appendVarint(event, static_cast<std::uint64_t>(step));
    return event;
}

}  // namespace

std::vector<Scalar> scalarsOf(const Step& step)
{
    return {{"loss/train", step.loss},
            {"accuracy/train", static_cast<float>(step.batchAccuracy)},
            {"lr", static_cast<float>(step.lr)}};
}

std::vector<Scalar> scalarsOf(const Evaluation& look)
{
    return {{"loss/test_sample", static_cast<float>(look.testLoss)},
            {"accuracy/test_sample", static_cast<float>(look.testAccuracy)}};
}

std::vector<Scalar> scalarsOf(const EpochResult& epoch)
{
    std::vector<Scalar> scalars{{"loss/train_epoch", static_cast<float>(epoch.trainLoss)},
                                {"accuracy/train_epoch", static_cast<float>(epoch.trainAccuracy)}};
    const auto add = [&](const char* lossTag, double loss, const char* accuracyTag, double accuracy) {
        // A loss may be infinite or NaN where a network was looked at; an accuracy then is still a number.
        if (!std::isnan(accuracy)) {
            scalars.push_back({lossTag, static_cast<float>(loss)});
            scalars.push_back({accuracyTag, static_cast<float>(accuracy)});
        }
    };
    add("loss/test", epoch.testLoss, "accuracy/test", epoch.testAccuracy);
    add("loss/validation", epoch.validationLoss, "accuracy/validation", epoch.validationAccuracy);
    scalars.push_back({"seconds/train", static_cast<float>(epoch.trainSeconds)});
    scalars.push_back({"seconds/eval", static_cast<float>(epoch.evalSeconds)});
    return scalars;
}

std::string encodeEvent(double wallTime, std::int64_t step, const std::vector<Scalar>& scalars)
{
    std::string summary;
    for (const Scalar& scalar : scalars) {
        std::string value;
        appendText(value, kValueTag, scalar.tag);
        appendKey(value, kValueSimpleValue, kFixed32);
        appendFixed(value, std::bit_cast<std::uint32_t>(scalar.value));
        appendText(summary, kSummaryValue, value);
    }
    std::string event = eventAt(wallTime, step);
    appendText(event, kEventSummary, summary);
    return event;
}

std::string encodeFileVersion(double wallTime)
{
    std::string event = eventAt(wallTime);
    appendText(event, kEventFileVersion, "brain.Event:2");
    return event;
}

std::string encodeRestart(double wallTime, std::int64_t step)
{
    constexpr std::uint64_t kStart = 1;
    std::string sessionLog;
    appendKey(sessionLog, kSessionLogStatus, kVarint);
    appendVarint(sessionLog, kStart);
    std::string event = eventAt(wallTime, step);
    appendText(event, kEventSessionLog, sessionLog);
    return event;
}

}  // namespace normscope
