#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <cstdint>
#include <utility>

/// Reading TensorBoard's event files, written from the format's description alone.
namespace normscope::test
{

/// CRC-32C bit by bit, straight from the polynomial x³² + x²⁸ + x²⁷ + … (0x1EDC6F41).
[[nodiscard]] std::uint32_t crcOf(const QByteArray& bytes);

struct TensorBoardEvent
{
    double wallTime = 0;
    std::int64_t step = 0;
    QByteArray fileVersion;
    bool isRestart = false;                      ///< SessionLog START
    QList<std::pair<QByteArray, float>> values;  ///< by tag

    /// The value of that tag; NaN where there is none.
    [[nodiscard]] float value(const QByteArray& tag) const;
};

struct EventFile
{
    QList<TensorBoardEvent> events;
    QString fault;  ///< what is wrong with the file, and where; empty if nothing is

    /// The events that have that tag.
    [[nodiscard]] QList<TensorBoardEvent> with(const QByteArray& tag) const;
};

/// Reads a file to its end and checks every checksum.
[[nodiscard]] EventFile readEventFile(const QString& path);

/// The one event file in a folder; its fault says so where there is none or another number of files.
[[nodiscard]] EventFile eventsIn(const QString& folder);

}  // namespace normscope::test
