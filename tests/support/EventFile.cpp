#include "EventFile.h"

#include <QDir>
#include <QFile>
#include <QtEndian>
#include <cstring>
#include <limits>
#include <optional>

namespace normscope::test
{

namespace
{

/// Reads protobuf's wire format field by field.
class Message
{
  public:
    explicit Message(const QByteArray& bytes)
        : m_bytes(bytes)
    {
    }

    [[nodiscard]] bool isAtEnd() const { return m_at >= m_bytes.size(); }
    [[nodiscard]] bool isGood() const { return m_isGood; }

    std::uint64_t varint()
    {
        std::uint64_t value = 0;
        for (unsigned shift = 0; shift < 64; shift += 7) {
            const auto byte = static_cast<unsigned char>(take(1).at(0));
            value |= static_cast<std::uint64_t>(byte & 0x7FU) << shift;
            if ((byte & 0x80U) == 0) {
                return value;
            }
        }
        m_isGood = false;
        return 0;
    }

    /// So many bytes; zeros where the message is over.
    QByteArray take(qsizetype count)
    {
        if (count < 0 || count > m_bytes.size() - m_at) {
            m_isGood = false;
            m_at = m_bytes.size();
            return QByteArray(8, '\0');
        }
        m_at += count;
        return m_bytes.mid(m_at - count, count);
    }

  private:
    QByteArray m_bytes;
    qsizetype m_at = 0;
    bool m_isGood = true;
};

template <class To, class Bits>
To numberIn(const QByteArray& bytes)
{
    const Bits bits = qFromLittleEndian<Bits>(bytes.constData());
    To number;
    std::memcpy(&number, &bits, sizeof(number));
    return number;
}

bool readValue(const QByteArray& bytes, TensorBoardEvent& event)
{
    Message value(bytes);
    std::pair<QByteArray, float> found{{}, std::numeric_limits<float>::quiet_NaN()};
    while (!value.isAtEnd() && value.isGood()) {
        switch (value.varint()) {
        case (1U << 3U) | 2U:
            found.first = value.take(static_cast<qsizetype>(value.varint()));
            break;
        case (2U << 3U) | 5U:
            found.second = numberIn<float, quint32>(value.take(4));
            break;
        default:
            return false;
        }
    }
    event.values << found;
    return value.isGood() && !found.first.isEmpty();
}

std::optional<TensorBoardEvent> readEvent(const QByteArray& bytes)
{
    Message message(bytes);
    TensorBoardEvent event;
    while (!message.isAtEnd() && message.isGood()) {
        switch (message.varint()) {
        case (1U << 3U) | 1U:
            event.wallTime = numberIn<double, quint64>(message.take(8));
            break;
        case (2U << 3U) | 0U:
            event.step = static_cast<std::int64_t>(message.varint());
            break;
        case (3U << 3U) | 2U:
            event.fileVersion = message.take(static_cast<qsizetype>(message.varint()));
            break;
        case (7U << 3U) | 2U:
            event.isRestart = message.take(static_cast<qsizetype>(message.varint())) == QByteArray("\x08\x01");
            break;
        case (5U << 3U) | 2U: {
            Message summary(message.take(static_cast<qsizetype>(message.varint())));
            while (!summary.isAtEnd() && summary.isGood()) {
                if (summary.varint() != ((1U << 3U) | 2U) ||
                    !readValue(summary.take(static_cast<qsizetype>(summary.varint())), event)) {
                    return std::nullopt;
                }
            }
            if (!summary.isGood()) {
                return std::nullopt;
            }
            break;
        }
        default:
            return std::nullopt;
        }
    }
    return message.isGood() ? std::optional(event) : std::nullopt;
}

/// The CRC that a masked one stands for.
std::uint32_t unmasked(std::uint32_t masked)
{
    const std::uint32_t rotated = masked - 0xA282EAD8U;
    return (rotated >> 17U) | (rotated << 15U);
}

}  // namespace

std::uint32_t crcOf(const QByteArray& bytes)
{
    // The register the other way round than the program's: the highest power first, so bytes and result are mirrored.
    std::uint32_t reg = 0xFFFFFFFFU;
    for (const char byte : bytes) {
        for (unsigned bit = 0; bit < 8; ++bit) {
            const std::uint32_t next = (static_cast<unsigned char>(byte) >> bit) & 1U;
            const std::uint32_t out = (reg >> 31U) ^ next;
            reg = (reg << 1U) ^ (out != 0 ? 0x1EDC6F41U : 0U);
        }
    }
    std::uint32_t mirrored = 0;
    for (unsigned bit = 0; bit < 32; ++bit) {
        mirrored |= ((reg >> bit) & 1U) << (31U - bit);
    }
    return ~mirrored;
}

float TensorBoardEvent::value(const QByteArray& tag) const
{
    for (const auto& [name, number] : values) {
        if (name == tag) {
            return number;
        }
    }
    return std::numeric_limits<float>::quiet_NaN();
}

QList<TensorBoardEvent> EventFile::with(const QByteArray& tag) const
{
    QList<TensorBoardEvent> found;
    for (const TensorBoardEvent& event : events) {
        for (const auto& value : event.values) {
            if (value.first == tag) {
                found << event;
            }
        }
    }
    return found;
}

EventFile readEventFile(const QString& path)
{
    EventFile result;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        result.fault = path + ": " + file.errorString();
        return result;
    }
    const QByteArray bytes = file.readAll();
    for (qsizetype at = 0; at < bytes.size();) {
        const auto refuse = [&](const char* reason) {
            result.fault =
                QString("%1: record %2 at byte %3 %4").arg(path).arg(result.events.size()).arg(at).arg(reason);
            return result;
        };
        if (bytes.size() - at < 16) {
            return refuse("is cut off");
        }
        const QByteArray length = bytes.mid(at, 8);
        const auto size = static_cast<qsizetype>(qFromLittleEndian<quint64>(length.constData()));
        if (unmasked(qFromLittleEndian<quint32>(bytes.constData() + at + 8)) != crcOf(length)) {
            return refuse("has another length than its checksum says");
        }
        if (size > bytes.size() - at - 16) {
            return refuse("is cut off");
        }
        const QByteArray data = bytes.mid(at + 12, size);
        if (unmasked(qFromLittleEndian<quint32>(bytes.constData() + at + 12 + size)) != crcOf(data)) {
            return refuse("has other data than their checksum says");
        }
        const auto event = readEvent(data);
        if (!event) {
            return refuse("holds no event");
        }
        result.events << *event;
        at += 16 + size;
    }
    return result;
}

EventFile eventsIn(const QString& folder)
{
    const QStringList names = QDir(folder).entryList(QDir::Files | QDir::Hidden);
    if (names.size() != 1 || !names[0].startsWith("events.out.tfevents.")) {
        EventFile none;
        none.fault = folder + ": holds '" + names.join("', '") + "' instead of one event file";
        return none;
    }
    return readEventFile(folder + "/" + names[0]);
}

}  // namespace normscope::test
