#include <QTemporaryDir>
#include <QTest>
#include <cmath>
#include <cstdint>
#include <filesystem>
#include <string>
#include <system_error>
#include <vector>

#include <sys/resource.h>
#include <unistd.h>

#include <normscope/data/IdxFile.h>

#include "../support/FormWriter.h"
#include "../support/IdxWriter.h"

using namespace normscope;
using normscope::test::Bytes;
using normscope::test::gzipped;
using normscope::test::idxBytes;
using normscope::test::numberBytes;
using normscope::test::writeBytes;

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define NORMSCOPE_TEST_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define NORMSCOPE_TEST_SANITIZED 1
#endif
#endif

namespace
{

using Extents = std::vector<std::uint32_t>;

Bytes counting(std::size_t size)
{
    Bytes bytes(size);
    for (std::size_t i = 0; i < size; ++i) {
        bytes[i] = static_cast<std::uint8_t>(i * 37 + i / 256);
    }
    return bytes;
}

Bytes first(const Bytes& bytes, std::size_t length)
{
    return {bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(length)};
}

/// Sets the largest address space of this process while it lives.
class AddressSpaceLimit
{
  public:
    explicit AddressSpaceLimit(rlim_t bytes)
    {
        m_set = ::getrlimit(RLIMIT_AS, &m_before) == 0;
        rlimit wanted = m_before;
        wanted.rlim_cur = bytes;
        m_set = m_set && ::setrlimit(RLIMIT_AS, &wanted) == 0;
    }
    ~AddressSpaceLimit()
    {
        if (m_set) {
            ::setrlimit(RLIMIT_AS, &m_before);
        }
    }
    AddressSpaceLimit(const AddressSpaceLimit&) = delete;
    AddressSpaceLimit& operator=(const AddressSpaceLimit&) = delete;
    [[nodiscard]] bool isSet() const { return m_set; }

  private:
    rlimit m_before{};
    bool m_set = false;
};

}  // namespace

Q_DECLARE_METATYPE(Extents)
Q_DECLARE_METATYPE(Bytes)

#define COMPARE_ERROR(result, expectedCode, expected)                                                                  \
    do {                                                                                                               \
        const auto& outcome = (result);                                                                                \
        QVERIFY(!outcome);                                                                                             \
        QCOMPARE(QString::fromStdString(outcome.error().message), QString::fromStdString(path()) + ": " + (expected)); \
        QVERIFY(outcome.error().code == (expectedCode));                                                               \
    } while (false)

class tst_IdxFile : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void allTypes_data()
    {
        QTest::addColumn<int>("type");
        QTest::addColumn<QString>("form");
        QTest::addColumn<QList<double>>("numbers");
        QTest::addColumn<QList<int>>("pixels");
        QTest::newRow("signed bytes") << 0x09 << ">i1" << QList<double>{0, 1, 127} << QList{0, 1, 127};
        QTest::newRow("shorts") << 0x0b << ">i2" << QList<double>{0, 1, 255} << QList{0, 1, 255};
        QTest::newRow("integers") << 0x0c << ">i4" << QList<double>{0, 1, 200} << QList{0, 1, 200};
        QTest::newRow("floats to 1") << 0x0d << ">f4" << QList<double>{0, 0.5, 1.0 / 255, 1} << QList{0, 128, 1, 255};
        QTest::newRow("doubles to 1") << 0x0e << ">f8" << QList<double>{0, 0.25, 1} << QList{0, 64, 255};
        QTest::newRow("doubles to 255") << 0x0e << ">f8" << QList<double>{0, 0.4, 0.5, 1, 254.6, 255}
                                        << QList{0, 0, 1, 1, 255, 255};
    }

    void allTypes()
    {
        QFETCH(const int, type);
        QFETCH(const QString, form);
        QFETCH(const QList<double>, numbers);
        QFETCH(const QList<int>, pixels);
        const QTemporaryDir folder;
        const std::string path = folder.filePath("images").toStdString();
        const Bytes bytes = idxBytes({1, 1, static_cast<std::uint32_t>(numbers.size())},
                                     numberBytes(form.toStdString(), {numbers.begin(), numbers.end()}),
                                     static_cast<std::uint8_t>(type));
        for (const Bytes& content : {bytes, gzipped(bytes)}) {
            QVERIFY(writeBytes(path, content));
            const auto file = IdxFile::read(path, 3);
            QVERIFY2(file.has_value(), file ? "" : file.error().message.english().c_str());
            QVERIFY(QList<int>(file->bytes.begin(), file->bytes.end()) == pixels);
        }
    }

    void init() { QVERIFY(m_folder.isValid()); }

    void readsWhatWasWritten_data()
    {
        QTest::addColumn<Extents>("extents");
        QTest::newRow("one label") << Extents{1};
        QTest::newRow("labels") << Extents{1000};
        QTest::newRow("one pixel") << Extents{1, 1, 1};
        QTest::newRow("one image") << Extents{1, 28, 28};
        QTest::newRow("5 x 7") << Extents{13, 5, 7};
        QTest::newRow("largest sides") << Extents{3, 1024, 1024};  // more than one chunk of the packed file's buffer
        QTest::newRow("more columns than rows") << Extents{4, 1, 1024};
        QTest::newRow("two dimensions") << Extents{10, 3};
        QTest::newRow("four dimensions") << Extents{3, 3, 5, 7};
        QTest::newRow("five dimensions") << Extents{2, 3, 4, 5, 6};
    }

    void readsWhatWasWritten()
    {
        QFETCH(Extents, extents);
        std::size_t size = 1;
        for (const std::uint32_t extent : extents) {
            size *= extent;
        }
        const Bytes content = counting(size);
        const Bytes whole = idxBytes(extents, content);
        for (const Bytes& file : {whole, gzipped(whole)}) {
            QVERIFY(writeBytes(path(), file));
            const auto read = IdxFile::read(path(), static_cast<int>(extents.size()));
            QVERIFY2(read, read ? "" : read.error().message.english().c_str());
            QVERIFY(read->sizes == std::vector<std::int64_t>(extents.begin(), extents.end()));
            QVERIFY(read->bytes == content);
            QVERIFY(idxHeader(read->sizes) == first(whole, whole.size() - size));
        }
    }

    void extremelyPackedContentIsRead()
    {
        const Bytes whole = idxBytes({100, 300, 300}, Bytes(9'000'000));
        QVERIFY(writeBytes(path(), gzipped(whole)));
        const auto read = IdxFile::read(path(), 3);
        QVERIFY(read);
        QCOMPARE(read->bytes.size(), std::size_t{9'000'000});
    }

    void everyTruncation_data()
    {
        QTest::addColumn<bool>("packed");
        QTest::newRow("plain") << false;
        QTest::newRow("gzip") << true;
    }

    void everyTruncation()
    {
        QFETCH(bool, packed);
        const Bytes whole = idxBytes({3, 5, 7}, counting(105));
        const Bytes file = packed ? gzipped(whole) : whole;
        for (std::size_t length = 0; length < file.size(); ++length) {
            QVERIFY(writeBytes(path(), first(file, length)));
            const auto read = IdxFile::read(path(), 3);
            QVERIFY(!read);
            QVERIFY(read.error().code == ErrorCode::Data);
            const QString message = QString::fromStdString(read.error().message);
            QVERIFY2(message.startsWith(QString::fromStdString(path()) + ": "), qPrintable(message));
            // Of a packed file the place where the file breaks off is named, or where the content does.
            QVERIFY2(message.contains(packed && length > 1 ? QString("at byte %1 of the file").arg(length)
                                                           : QString("at offset %1 found the end").arg(length)),
                     qPrintable(message));
        }
    }

    /// The content may also be too short inside a packed stream that is whole.
    void everyPackedTruncation()
    {
        const Bytes whole = idxBytes({3, 5, 7}, counting(105));
        for (std::size_t length = 0; length < whole.size(); ++length) {
            QVERIFY(writeBytes(path(), gzipped(first(whole, length))));
            const auto read = IdxFile::read(path(), 3);
            QVERIFY(!read);
            QVERIFY(read.error().code == ErrorCode::Data);
            const QString message = QString::fromStdString(read.error().message);
            QVERIFY2(message.contains(QString("at offset %1 found the end of the content").arg(length)),
                     qPrintable(message));
        }
    }

    void wrongContent_data()
    {
        QTest::addColumn<Bytes>("content");
        QTest::addColumn<int>("dimensions");
        QTest::addColumn<QString>("expected");

        const Bytes good = idxBytes({2, 3, 4}, counting(24));
        const QString images = "expected 0x00000803 (unsigned bytes, 3 dimensions)";
        const auto magic = [&](std::size_t at, std::uint8_t byte, const QString& found) {
            Bytes bytes = good;
            bytes[at] = byte;
            QTest::addRow("magic byte %d", static_cast<int>(at))
                << bytes << 3 << "at offset 0 found the magic number " + found + ", " + images;
        };
        magic(0, 0xff, "0xFF000803");
        magic(1, 1, "0x00010803");
        magic(3, 4, "0x00000804 (unsigned bytes, 4 dimensions)");
        const auto type = [&](std::uint8_t byte, const QString& found) {
            Bytes bytes = good;
            bytes[2] = byte;
            QTest::addRow("type %d", static_cast<int>(byte))
                << bytes << 3 << "at offset 0 found the magic number " + found + ", " + images;
        };
        type(0x0a, "0x00000A03");
        type(0x0f, "0x00000F03");
        QTest::newRow("a negative byte") << idxBytes({1, 1, 2}, {127, 0x80}, 0x09) << 3
                                         << "at offset 17 found -128, expected whole numbers from 0 to 255";
        QTest::newRow("a large integer") << idxBytes({1, 1, 2}, {0, 0, 0, 255, 0, 0, 1, 0}, 0x0c) << 3
                                         << "at offset 20 found 256, expected whole numbers from 0 to 255";
        QTest::newRow("a negative fraction")
            << idxBytes({1, 1, 2}, numberBytes(">f4", {0.5, -0.5}), 0x0d) << 3
            << "at offset 20 found -0.5, expected numbers from 0 to 1, or from 0 to 255";
        QTest::newRow("no number") << idxBytes({1, 1, 1}, numberBytes(">f8", {std::nan("")}), 0x0e) << 3
                                   << "at offset 16 found nan, expected numbers from 0 to 1, or from 0 to 255";
        QTest::newRow("fractions as labels") << idxBytes({1}, numberBytes(">f4", {1}), 0x0d) << 1
                                             << "at offset 0 found the magic number 0x00000D01 (floating-point numbers "
                                                "of 4 bytes, 1 dimension), expected "
                                                "0x00000801 (unsigned bytes, 1 dimension)";
        QTest::newRow("labels for images")
            << idxBytes({24}, counting(24)) << 3
            << "at offset 0 found the magic number 0x00000801 (unsigned bytes, 1 dimension), " + images;
        QTest::newRow("images for labels") << good << 1
                                           << "at offset 0 found the magic number 0x00000803 (unsigned bytes, 3 "
                                              "dimensions), expected 0x00000801 (unsigned bytes, 1 dimension)";
        QTest::newRow("a magic number alone is judged first")
            << Bytes{0, 0, 8, 1} << 3
            << "at offset 0 found the magic number 0x00000801 (unsigned bytes, 1 dimension), " + images;

        QTest::newRow("empty") << Bytes{} << 3
                               << "at offset 0 found the end of the content, expected the 4 bytes of the magic number "
                                  "0x00000803 from offset 0 on";
        QTest::newRow("header cut off") << first(good, 15) << 3
                                        << "at offset 15 found the end of the content, expected a header of 16 bytes "
                                           "(3 dimensions)";

        QTest::newRow("no images") << idxBytes({0, 3, 4}, {}) << 3
                                   << "at offset 4 found 0 as the number of images, expected at least 1";
        QTest::newRow("no rows") << idxBytes({2, 0, 4}, {}) << 3
                                 << "at offset 8 found 0 as the number of rows, expected 1 to 1024";
        QTest::newRow("no columns") << idxBytes({2, 3, 0}, {}) << 3
                                    << "at offset 12 found 0 as the number of columns, expected 1 to 1024";
        QTest::newRow("no labels") << idxBytes({0}, {}) << 1
                                   << "at offset 4 found 0 as the number of labels, expected at least 1";
        QTest::newRow("too many rows") << idxBytes({1, 1025, 1}, Bytes(1025)) << 3
                                       << "at offset 8 found 1025 as the number of rows, expected 1 to 1024";
        QTest::newRow("too many columns") << idxBytes({1, 1, 1025}, Bytes(1025)) << 3
                                          << "at offset 12 found 1025 as the number of columns, expected 1 to 1024";
        QTest::newRow("all extents at their most")
            << idxBytes({0xffffffffU, 0xffffffffU, 0xffffffffU}, counting(24)) << 3
            << "at offset 8 found 4294967295 as the number of rows, expected 1 to 1024";
        // 2^32 · 2^10 · 2^10 · 2^10 · 2^10: one factor more than 64 bits hold.
        QTest::newRow("product past 64 bits")
            << idxBytes({0xffffffffU, 1024, 1024, 1024, 1024}, counting(24)) << 5
            << "at offset 20 found 1024 as the extent 5 of 5, expected extents whose product fits into 64 bits";
    }

    void wrongContent()
    {
        QFETCH(Bytes, content);
        QFETCH(int, dimensions);
        QFETCH(QString, expected);
        QVERIFY(writeBytes(path(), content));
        COMPARE_ERROR(IdxFile::read(path(), dimensions), ErrorCode::Data, expected);
        QVERIFY(writeBytes(path(), gzipped(content)));
        COMPARE_ERROR(IdxFile::read(path(), dimensions), ErrorCode::Data, expected);
    }

    void headerLargerThanThePlainFile()
    {
        QVERIFY(writeBytes(path(), idxBytes({60000, 28, 28}, counting(784))));
        COMPARE_ERROR(IdxFile::read(path(), 3), ErrorCode::Data,
                      "at offset 800 found the end of the file, expected 47040016 bytes (60000 x 28 x 28 behind a "
                      "header of 16)");
        QVERIFY(writeBytes(path(), idxBytes({0xffffffffU, 1024, 1024}, counting(784))));
        COMPARE_ERROR(IdxFile::read(path(), 3), ErrorCode::Data,
                      "at offset 800 found the end of the file, expected 4503599626321936 bytes (4294967295 x 1024 x "
                      "1024 behind a header of 16)");
        QVERIFY(writeBytes(path(), idxBytes({0xffffffffU}, counting(784))));
        COMPARE_ERROR(IdxFile::read(path(), 1), ErrorCode::Data,
                      "at offset 792 found the end of the file, expected 4294967303 bytes (4294967295 behind a "
                      "header of 8)");
    }

    /// Refused by arithmetic alone, long before that much memory could be asked for.
    void headerLargerThanThePackedFileCanHold()
    {
        const Bytes file = gzipped(idxBytes({0xffffffffU, 1024, 1024}, counting(784)));
        QVERIFY(writeBytes(path(), file));
        COMPARE_ERROR(IdxFile::read(path(), 3), ErrorCode::Data,
                      QString("at offset 4 found the extents 4294967295 x 1024 x 1024, which make 4503599626321936 "
                              "bytes with the header, expected at most %1 bytes, the most that a gzip file of this "
                              "size unpacks to")
                          .arg(file.size() * 1032));
    }

    /// A header that the packed file could fulfil, if it were one to fill the memory with.
    void packedContentWithoutMeasure()
    {
        // Bytes that do not pack make the file large enough to promise more than 4 GiB.
        Bytes noise(4'300'000);
        std::uint32_t state = 1;
        for (std::uint8_t& byte : noise) {
            state = state * 1'664'525U + 1'013'904'223U;
            byte = static_cast<std::uint8_t>(state >> 24U);
        }
        QVERIFY(writeBytes(path(), gzipped(idxBytes({4'097, 1024, 1024}, noise))));
        COMPARE_ERROR(IdxFile::read(path(), 3), ErrorCode::Data,
                      "at offset 4 found the extents 4097 x 1024 x 1024, which make 4296015888 bytes with the header, "
                      "expected at most 4294967296 bytes in a gzip file; unpack it first");
    }

    /// A header that the packed file could fulfil but does not, past the first chunk.
    void packedContentShorterThanItsHeader()
    {
        QVERIFY(writeBytes(path(), gzipped(idxBytes({2000, 28, 28}, counting(1'500'000)))));
        COMPARE_ERROR(IdxFile::read(path(), 3), ErrorCode::Data,
                      "at offset 1500016 found the end of the content, expected 1568016 bytes (2000 x 28 x 28 behind "
                      "a header of 16)");
    }

    void trailingBytes()
    {
        Bytes whole = idxBytes({2, 3, 4}, counting(24));
        whole.insert(whole.end(), {1, 2, 3});
        QVERIFY(writeBytes(path(), whole));
        COMPARE_ERROR(IdxFile::read(path(), 3), ErrorCode::Data,
                      "at offset 40 found 3 more bytes, expected the end of the file (2 x 3 x 4 behind a header of "
                      "16)");
        QVERIFY(writeBytes(path(), gzipped(whole)));
        COMPARE_ERROR(IdxFile::read(path(), 3), ErrorCode::Data,
                      "at offset 40 found further content, expected its end (2 x 3 x 4 behind a header of 16)");
    }

    void damagedPackedFile()
    {
        const Bytes good = gzipped(idxBytes({2, 3, 4}, counting(24)));
        Bytes crc = good;
        crc[crc.size() - 8] ^= 0x10U;
        QVERIFY(writeBytes(path(), crc));
        const auto badSum = IdxFile::read(path(), 3);
        QVERIFY(!badSum);
        QVERIFY(badSum.error().code == ErrorCode::Data);
        QVERIFY(badSum.error().message.english().find("incorrect data check") != std::string::npos);

        Bytes tail = good;
        tail.push_back('x');
        QVERIFY(writeBytes(path(), tail));
        const auto badTail = IdxFile::read(path(), 3);
        QVERIFY(!badTail);
        QVERIFY(badTail.error().code == ErrorCode::Data);
        QVERIFY(badTail.error().message.english().find("behind the gzip stream") != std::string::npos);
    }

    void unreadable()
    {
        const auto folder = IdxFile::read(m_folder.path().toStdString(), 3);
        QVERIFY(!folder);
        QVERIFY(folder.error().code == ErrorCode::Io);
        std::filesystem::remove(path());
        const auto missing = IdxFile::read(path(), 3);
        QVERIFY(!missing);
        QVERIFY(missing.error().code == ErrorCode::Io);
    }

    void impossibleDimensions()
    {
        for (const int dimensions : {-1, 0, 256}) {
            const auto read = IdxFile::read(path(), dimensions);
            QVERIFY(!read);
            QVERIFY(read.error().code == ErrorCode::Internal);
        }
    }

    /// A plain file as long as its header says, yet larger than the memory that may be had: an Error, no exception.
    void notEnoughMemory()
    {
#ifdef NORMSCOPE_TEST_SANITIZED
        QSKIP("sanitizers need an address space without limit and abort where an allocation fails");
#else
        QVERIFY(writeBytes(path(), idxBytes({0xffffffffU, 4, 1}, {})));
        std::error_code error;
        std::filesystem::resize_file(path(), 16 + 4 * std::uint64_t{0xffffffffU}, error);  // sparse, takes no room
        if (error) {
            QSKIP("this file system makes no sparse file of 16 GiB");
        }
        const AddressSpaceLimit limit(rlim_t{8} << 30U);
        QVERIFY(limit.isSet());
        COMPARE_ERROR(IdxFile::read(path(), 3), ErrorCode::Io,
                      "not enough memory for its 17179869180 bytes (4294967295 x 4 x 1)");
#endif
    }

  private:
    [[nodiscard]] std::string path() const
    {
        return m_folder.filePath("file-idx3-ubyte").toStdString();
    }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(tst_IdxFile)
#include "tst_IdxFile.moc"
