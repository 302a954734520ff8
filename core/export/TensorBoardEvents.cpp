#include <bit>
#include <cmath>
#include <span>
#include <string_view>

#include <fmt/format.h>

#include <normscope/base/Numbers.h>
#include <normscope/base/PlainText.h>
#include <normscope/export/TensorBoardEvents.h>
#include <normscope/probe/Instruments.h>

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

std::vector<Scalar> scalarsOf(const SeriesRow& row)
{
    std::vector<Scalar> scalars;
    const auto& series = seriesOf(row.table);
    for (std::size_t i = 0; i < row.values.size(); ++i) {
        if (!series[i].tag.empty() && row.isMeasured(i)) {
            scalars.push_back({series[i].tag, static_cast<float>(row.values[i])});
        }
    }
    return scalars;
}

std::vector<Scalar> scalarsOf(const ProbeRows& look)
{
    std::vector<Scalar> scalars;
    const Instrument* instrument = findInstrument(look.instrument);
    for (std::size_t row = 0; instrument != nullptr && row < look.layers.size(); ++row) {
        const auto& columns = instrument->columns;
        const auto values = std::span(look.values).subspan(row * columns.size(), columns.size());
        std::string place = "probe/" + look.instrument;
        place += look.layers[row].empty() ? "" : "/" + asUtf8(look.layers[row]);
        // What tells the rows of a layer or of a look apart is part of the tag.
        const auto isKey = [](const std::string& column) { return column == "channel" || column == "alpha"; };
        for (std::size_t i = 0; i < columns.size(); ++i) {
            place += isKey(columns[i]) && !std::isnan(values[i]) ? "/" + shortest(values[i]) : "";
        }
        for (std::size_t i = 0; i < columns.size(); ++i) {
            if (!isKey(columns[i]) && !std::isnan(values[i])) {
                scalars.push_back({fmt::format("{}/{}", place, columns[i]), static_cast<float>(values[i])});
            }
        }
    }
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
