#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include <sys/stat.h>
#include <unistd.h>

#include <normscope/data/GzipStream.h>

#include "../support/IdxWriter.h"

using namespace normscope;
using normscope::test::Bytes;
using normscope::test::gzipped;
using normscope::test::writeBytes;

namespace
{

constexpr std::size_t kTrailer = 8;  ///< CRC and length at the end of a gzip member, 4 bytes each

/// Bytes that pack neither to nothing nor not at all.
Bytes someContent(std::size_t size)
{
    Bytes bytes(size);
    std::uint32_t state = 1;
    for (std::uint8_t& byte : bytes) {
        state = state * 1664525U + 1013904223U;
        byte = static_cast<std::uint8_t>((state >> 24U) & 0x3fU);
    }
    return bytes;
}

/// All of the file's content, asked for in pieces of `piece` bytes.
Result<Bytes> readAll(const std::string& path, std::size_t piece = 1000)
{
    auto stream = GzipStream::open(path);
    if (!stream) {
        return passOn(stream);
    }
    Bytes content;
    Bytes buffer(piece);
    for (;;) {
        auto got = stream->read(buffer);
        if (!got) {
            return passOn(got);
        }
        content.insert(content.end(), buffer.begin(), buffer.begin() + static_cast<std::ptrdiff_t>(*got));
        if (*got < piece) {
            return content;
        }
    }
}

}  // namespace

#define COMPARE_ERROR(result, expectedCode, path, part)                                                                \
    do {                                                                                                               \
        QVERIFY(!(result));                                                                                            \
        const QString message = QString::fromStdString((result).error().message);                                      \
        QVERIFY2((result).error().code == (expectedCode), qPrintable(message));                                        \
        QVERIFY2(message.startsWith(QString::fromStdString(path) + ": "), qPrintable(message));                        \
        QVERIFY2(message.contains(QLatin1String(part)), qPrintable(message));                                          \
        QVERIFY2(!message.contains('\n'), qPrintable(message));                                                        \
    } while (false)

class tst_GzipStream : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void init() { QVERIFY(m_folder.isValid()); }

    void readsWhatWasWritten_data()
    {
        QTest::addColumn<qulonglong>("size");
        QTest::addColumn<bool>("packed");
        for (const qulonglong size : {0U, 1U, 2U, 3U, 100U, 999U, 1000U, 1001U, 65'535U, 65'536U, 65'537U, 300'000U}) {
            QTest::addRow("plain %llu", size) << size << false;
            QTest::addRow("gzip %llu", size) << size << true;
        }
    }

    void readsWhatWasWritten()
    {
        QFETCH(qulonglong, size);
        QFETCH(bool, packed);
        const Bytes content = someContent(size);
        const Bytes file = packed ? gzipped(content) : content;
        QVERIFY(writeBytes(path(), file));
        for (const std::size_t piece :
             {std::size_t{7}, std::size_t{1000}, std::size_t{65'536}, std::size_t{1'000'000}}) {
            const auto read = readAll(path(), piece);
            QVERIFY2(read, read ? "" : read.error().message.english().c_str());
            QVERIFY(*read == content);
        }
        const auto stream = GzipStream::open(path());
        QVERIFY(stream);
        QCOMPARE(stream->isPacked(), packed);
        QCOMPARE(stream->path(), path());
        QCOMPARE(stream->largestContent(), file.size() * (packed ? 1032U : 1U));
        QVERIFY(stream->largestContent() >= content.size());
    }

    void largestContentHoldsForTheBestPacking()
    {
        const Bytes content(10'000'000);
        const Bytes file = gzipped(content);
        QVERIFY(file.size() < 10'000);
        QVERIFY(writeBytes(path(), file));
        const auto stream = GzipStream::open(path());
        QVERIFY(stream);
        QVERIFY(stream->largestContent() >= content.size());
    }

    void packingIsToldByContentNotByName()
    {
        const Bytes content = someContent(50);
        QVERIFY(writeBytes(path("plain.gz"), content));
        QVERIFY(readAll(path("plain.gz")) == content);
        QVERIFY(writeBytes(path("packed"), gzipped(content)));
        QVERIFY(readAll(path("packed")) == content);
    }

    void membersFollowEachOther()
    {
        const Bytes content = someContent(5000);
        const Bytes empty = gzipped({});
        Bytes file;
        for (const Bytes& member : {gzipped(content), empty, gzipped(content), empty}) {
            file.insert(file.end(), member.begin(), member.end());
        }
        QVERIFY(writeBytes(path(), file));
        Bytes twice = content;
        twice.insert(twice.end(), content.begin(), content.end());
        QVERIFY(readAll(path(), 5000) == twice);
        QVERIFY(readAll(path(), 33) == twice);
    }

    void everyTruncation()
    {
        const Bytes file = gzipped(someContent(200));
        for (std::size_t length = 0; length < file.size(); ++length) {
            const Bytes cut(file.begin(), file.begin() + static_cast<std::ptrdiff_t>(length));
            QVERIFY(writeBytes(path(), cut));
            const auto read = readAll(path());
            if (length < 2) {  // too short to be told from plain content
                QVERIFY(read == cut);
            } else {
                COMPARE_ERROR(read, ErrorCode::Data, path(), "is cut off, at byte ");
                COMPARE_ERROR(read, ErrorCode::Data, path(), std::to_string(length));
            }
        }
    }

    /// Whatever byte is damaged: an error, never other content. A few bits mean nothing to a reader: remarks in the
    /// header (text or not, time, level, system), and those that fill up the last byte before the trailer.
    void everyDamagedByte()
    {
        const Bytes content = someContent(200);
        const Bytes file = gzipped(content);
        for (std::size_t at = 2; at < file.size(); ++at) {
            for (const int mask : {0x01, 0x80, 0xff}) {
                Bytes damaged = file;
                damaged[at] = static_cast<std::uint8_t>(damaged[at] ^ mask);
                QVERIFY(writeBytes(path(), damaged));
                const auto read = readAll(path());
                if (read) {
                    QVERIFY2((at >= 3 && at < 10) || at + 1 + kTrailer == file.size(), qPrintable(QString::number(at)));
                    QVERIFY(*read == content);
                } else {
                    COMPARE_ERROR(read, ErrorCode::Data, path(), "at byte ");
                }
            }
        }
    }

    void checkSum()
    {
        Bytes file = gzipped(someContent(200));
        file[file.size() - kTrailer] ^= 1U;
        QVERIFY(writeBytes(path(), file));
        COMPARE_ERROR(readAll(path()), ErrorCode::Data, path(), "incorrect data check");
        // Also where all of the content, and only that, was asked for before.
        auto stream = GzipStream::open(path());
        QVERIFY(stream);
        Bytes buffer(200);
        (void)stream->read(buffer);
        COMPARE_ERROR(stream->read(buffer), ErrorCode::Data, path(), "incorrect data check");
    }

    void lengthInTrailer()
    {
        Bytes file = gzipped(someContent(200));
        file.back() ^= 1U;
        QVERIFY(writeBytes(path(), file));
        COMPARE_ERROR(readAll(path()), ErrorCode::Data, path(), "incorrect length check");
    }

    void bytesBehind_data()
    {
        QTest::addColumn<QByteArray>("tail");
        QTest::newRow("zeros and text") << QByteArray(512, '\0') + "garbage";
        QTest::newRow("half a magic number") << QByteArray("\x1f");
        QTest::newRow("almost a magic number") << QByteArray("\x1f\x8c");
        QTest::newRow("text") << QByteArray("garbage");
        QTest::newRow("much") << QByteArray(200'000, 'x');
    }

    void bytesBehind()
    {
        QFETCH(QByteArray, tail);
        Bytes file = gzipped(someContent(200));
        const std::size_t end = file.size();
        file.insert(file.end(), tail.begin(), tail.end());
        QVERIFY(writeBytes(path(), file));
        const auto read = readAll(path());
        COMPARE_ERROR(read, ErrorCode::Data, path(), "behind the gzip stream, expected the end of the file");
        const auto zeros = static_cast<std::size_t>(tail.count('\0'));
        COMPARE_ERROR(read, ErrorCode::Data, path(), ("at byte " + std::to_string(end + zeros) + " ").c_str());
    }

    void zerosBehind_data()
    {
        QTest::addColumn<int>("count");
        QTest::newRow("one") << 1;
        QTest::newRow("a block") << 512;
        QTest::newRow("more than a buffer") << 200'000;
    }

    /// As tapes and some servers fill files up; gzip reads them likewise, also with a member behind.
    void zerosBehind()
    {
        QFETCH(int, count);
        const Bytes content = someContent(200);
        Bytes file = gzipped(content);
        file.insert(file.end(), static_cast<std::size_t>(count), 0);
        QVERIFY(writeBytes(path(), file));
        auto read = readAll(path());
        QVERIFY(read);
        QCOMPARE(*read, content);
        const Bytes further = gzipped(content);
        file.insert(file.end(), further.begin(), further.end());
        QVERIFY(writeBytes(path(), file));
        read = readAll(path());
        QVERIFY(read);
        QCOMPARE(read->size(), 2 * content.size());
    }

    void memberCutOffBehindAMember()
    {
        Bytes file = gzipped(someContent(200));
        file.push_back(0x1f);
        file.push_back(0x8b);
        QVERIFY(writeBytes(path(), file));
        COMPARE_ERROR(readAll(path()), ErrorCode::Data, path(), "is cut off");
    }

    void errorStays()
    {
        Bytes file = gzipped(someContent(2000));
        file.resize(file.size() / 2);
        QVERIFY(writeBytes(path(), file));
        auto stream = GzipStream::open(path());
        QVERIFY(stream);
        Bytes buffer(5000);
        const auto first = stream->read(buffer);
        const auto second = stream->read(buffer);
        QVERIFY(!first && !second);
        QCOMPARE(second.error().message, first.error().message);
    }

    void readsNothingBehindTheEnd()
    {
        for (const bool packed : {false, true}) {
            const Bytes content = someContent(10);
            QVERIFY(writeBytes(path(), packed ? gzipped(content) : content));
            auto stream = GzipStream::open(path());
            QVERIFY(stream);
            Bytes buffer(20);
            QCOMPARE(stream->read({}), std::size_t{0});
            QCOMPARE(stream->read(buffer), std::size_t{10});
            QCOMPARE(stream->read(buffer), std::size_t{0});
            QCOMPARE(stream->read(buffer), std::size_t{0});
        }
    }

    void moves()
    {
        const Bytes content = someContent(100);
        QVERIFY(writeBytes(path(), gzipped(content)));
        auto stream = GzipStream::open(path());
        QVERIFY(stream);
        Bytes buffer(50);
        QCOMPARE(stream->read(buffer), std::size_t{50});
        GzipStream moved(std::move(*stream));
        QCOMPARE(moved.read(buffer), std::size_t{50});
        QVERIFY(std::equal(buffer.begin(), buffer.end(), content.begin() + 50));
    }

    void missing() { COMPARE_ERROR(GzipStream::open(path("none")), ErrorCode::Io, path("none"), "No such file"); }

    void throughAFile()
    {
        QVERIFY(writeBytes(path(), {1}));
        COMPARE_ERROR(GzipStream::open(path() + "/x"), ErrorCode::Io, path() + "/x", "Not a directory");
    }

    void folder()
    {
        const std::string folder = m_folder.path().toStdString();
        COMPARE_ERROR(GzipStream::open(folder), ErrorCode::Io, folder, "is a folder");
    }

    /// Must not wait for somebody to write into it.
    void pipe()
    {
        QCOMPARE(::mkfifo(path("pipe").c_str(), 0600), 0);
        COMPARE_ERROR(GzipStream::open(path("pipe")), ErrorCode::Io, path("pipe"), "expected a regular file");
    }

    void refusedByPermission()
    {
        if (::geteuid() == 0) {
            QSKIP("root may read every file; the other refusals are tested by folder, pipe and refusedWhileReading");
        }
        QVERIFY(writeBytes(path("secret"), {1}));
        std::filesystem::permissions(path("secret"), std::filesystem::perms::none);
        COMPARE_ERROR(GzipStream::open(path("secret")), ErrorCode::Io, path("secret"), "Permission denied");
    }

    /// A regular file of Linux whose first byte cannot be read, not even by root: nothing is mapped at address 0.
    void refusedWhileReading()
    {
        const std::string memory = "/proc/self/mem";
        if (!std::filesystem::exists(memory)) {
            QSKIP("no /proc/self/mem here");
        }
        COMPARE_ERROR(GzipStream::open(memory), ErrorCode::Io, memory, "cannot be ");
    }

  private:
    [[nodiscard]] std::string path(const char* name = "file") const
    {
        return m_folder.filePath(QLatin1String(name)).toStdString();
    }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(tst_GzipStream)
#include "tst_GzipStream.moc"
