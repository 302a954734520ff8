#include <QDir>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include <normscope/data/DatasetCatalog.h>
#include <normscope/data/PngFile.h>

#include "../support/Expect.h"
#include "../support/FormWriter.h"

using namespace normscope;
using namespace normscope::test;

/// Datasets as folders of PNG files.
class tst_PngForm : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void pixels_data()
    {
        QTest::addColumn<int>("depth");
        QTest::addColumn<int>("colour");
        QTest::addColumn<QByteArray>("lines");  // of 3 × 1 pixels
        QTest::addColumn<QByteArray>("palette");
        QTest::addColumn<QByteArray>("alphas");
        QTest::addColumn<int>("channels");
        QTest::addColumn<QList<int>>("pixels");
        const auto bytes = [](std::initializer_list<int> numbers) {
            QByteArray array;
            for (const int number : numbers) {
                array.append(static_cast<char>(number));
            }
            return array;
        };
        QTest::newRow("grey") << 8 << 0 << bytes({0, 100, 255}) << QByteArray() << QByteArray() << 1
                              << QList{0, 100, 255};
        QTest::newRow("black and white") << 1 << 0 << bytes({0b10100000}) << QByteArray() << QByteArray() << 1
                                         << QList{255, 0, 255};
        QTest::newRow("four bits") << 4 << 0 << bytes({0x0f, 0x30}) << QByteArray() << QByteArray() << 1
                                   << QList{0, 255, 51};
        QTest::newRow("colour") << 8 << 2 << bytes({1, 2, 3, 4, 5, 6, 7, 8, 9}) << QByteArray() << QByteArray() << 3
                                << QList{1, 2, 3, 4, 5, 6, 7, 8, 9};
        QTest::newRow("palette") << 2 << 3 << bytes({0b00011000}) << bytes({1, 2, 3, 4, 5, 6, 7, 8, 9}) << QByteArray()
                                 << 3 << QList{1, 2, 3, 4, 5, 6, 7, 8, 9};
        QTest::newRow("transparent palette") << 2 << 3 << bytes({0b00011000}) << bytes({1, 2, 3, 4, 5, 6, 7, 8, 9})
                                             << bytes({0, 255}) << 3 << QList{0, 0, 0, 4, 5, 6, 7, 8, 9};
        QTest::newRow("grey over black") << 8 << 4 << bytes({100, 0, 100, 255, 100, 128}) << QByteArray()
                                         << QByteArray() << 1 << QList{0, 100, 50};
        QTest::newRow("colour over black") << 8 << 6 << bytes({1, 2, 3, 255, 4, 5, 6, 0, 255, 255, 255, 51})
                                           << QByteArray() << QByteArray() << 3 << QList{1, 2, 3, 0, 0, 0, 51, 51, 51};
    }

    void pixels()
    {
        QFETCH(const int, depth);
        QFETCH(const int, colour);
        QFETCH(const QByteArray, lines);
        QFETCH(const QByteArray, palette);
        QFETCH(const QByteArray, alphas);
        QFETCH(const int, channels);
        QFETCH(const QList<int>, pixels);
        PngImage image{3, 1, static_cast<std::uint8_t>(depth), static_cast<std::uint8_t>(colour)};
        image.lines = Bytes(lines.begin(), lines.end());
        image.palette = Bytes(palette.begin(), palette.end());
        image.alphas = Bytes(alphas.begin(), alphas.end());
        QVERIFY(writeBytes(path("a.png"), pngBytes(image)));
        PngFile file;
        VERIFY_OK(PngFile::read(path("a.png"), file));
        QCOMPARE(file.channels, std::int64_t{channels});
        QVERIFY(file.rows == 1 && file.columns == 3);
        QCOMPARE(QList<int>(file.pixels.begin(), file.pixels.end()), pixels);
    }

    void folders_data()
    {
        QTest::addColumn<int>("channels");
        QTest::addColumn<QString>("train");
        QTest::addColumn<QString>("test");
        QTest::newRow("grey") << 1 << "train"
                              << "test";
        QTest::newRow("colour") << 3 << "train"
                                << "test";
        QTest::newRow("other names") << 1 << "Training"
                                     << "Testing";
    }

    /// Classes have the names of their folders, and their images come mixed, but always in the same order.
    void folders()
    {
        QFETCH(const int, channels);
        QFETCH(const QString, train);
        QFETCH(const QString, test);
        const std::vector<std::string> names{"ankle boot", "bag", "Zebra"};
        const ImageSet written = patternSet(60, 4, 5, 0, 3, channels);
        QVERIFY(writePngFolders(path("set/" + train), written, names));
        QVERIFY(writePngFolders(path("set/" + test), patternSet(9, 4, 5, 9, 3, channels), names));
        QVERIFY(QDir(m_folder->path()).mkpath("set/" + train + "/.hidden"));
        QVERIFY(writeBytes(path("set/" + train + "/bag/notes.txt"), {1}));
        const auto set = loadDataset(path("set"), 1);
        VERIFY_OK(set);
        // Capitals come first.
        QVERIFY(set->classes == (std::vector<std::string>{"Zebra", "ankle boot", "bag"}));
        QCOMPARE(set->train.count(), std::int64_t{60});
        QCOMPARE(set->test.count(), std::int64_t{9});
        QVERIFY(set->train.channels == channels && set->train.rows == 4 && set->train.columns == 5);
        std::vector<std::pair<Bytes, std::string>> read;
        std::vector<std::pair<Bytes, std::string>> expected;
        for (std::int64_t i = 0; i < 60; ++i) {
            const auto at = static_cast<std::size_t>(i);
            read.emplace_back(Bytes(set->train.image(i), set->train.image(i) + set->train.imageSize()),
                              set->classes[set->train.labels[at]]);
            expected.emplace_back(Bytes(written.image(i), written.image(i) + written.imageSize()),
                                  names[written.labels[at]]);
        }
        std::sort(read.begin(), read.end());
        std::sort(expected.begin(), expected.end());
        QVERIFY(read == expected);
        // The first few are of all classes.
        for (const int label : {0, 1, 2}) {
            const auto end = set->train.labels.begin() + 20;
            QVERIFY(std::find(set->train.labels.begin(), end, label) != end);
        }
        const auto again = loadDataset(path("set"), 1);
        VERIFY_OK(again);
        COMPARE_TEXT(again->sha256, QString::fromStdString(set->sha256));
    }

    void numbersAreSortedAsNumbers()
    {
        const std::vector<std::string> names{"0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11"};
        QVERIFY(writePngFolders(path("set"), patternSet(120, 2, 2, 0, 12), names));
        const auto set = loadDataset(path("set"), 1);
        VERIFY_OK(set);
        QVERIFY(set->classes == names);
        // Ten of each class: one of them for the test.
        QCOMPARE(set->testSplit, std::int64_t{12});
    }

    /// Programs that make PNG files small give grey images a palette.
    void greyPalettes()
    {
        QVERIFY(writePngFolders(path("set"), patternSet(40, 1, 3, 0, 2), {"a", "b"}));
        const PngImage grey{3, 1, 8, 3, {0, 1, 0}, {9, 9, 9, 200, 200, 200}};
        QVERIFY(writeBytes(path("set/b/z.png"), pngBytes(grey)));
        VERIFY_OK(loadDataset(path("set"), 1));
        const PngImage red{3, 1, 8, 3, {0, 1, 0}, {9, 9, 9, 200, 0, 0}};
        QVERIFY(writeBytes(path("set/b/z.png"), pngBytes(red)));
        VERIFY_ERROR(loadDataset(path("set"), 1), ErrorCode::Data,
                     "b/z.png: found an image of 3 x 1 x 3 pixels, expected 1 x 3 as in ");
    }

    void refusals_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QString>("refusal");
        const auto row = [](const char* name, const Bytes& bytes, const QString& refusal) {
            QTest::newRow(name) << QByteArray(reinterpret_cast<const char*>(bytes.data()),
                                              static_cast<qsizetype>(bytes.size()))
                                << refusal;
        };
        const PngImage good{2, 2, 8, 0, {1, 2, 3, 4}};
        Bytes bytes = pngBytes(good);
        row("no image", bytesOf("GIF89a"), "does not begin as a PNG file does");
        row("empty", {}, "does not begin as a PNG file does");
        row("another size", pngBytes({1, 2, 8, 0, {1, 2}}), "found an image of 2 x 1 pixels, expected 2 x 2 as in ");
        row("in colour", pngBytes({2, 2, 8, 2, Bytes(12)}),
            "found an image of 3 x 2 x 2 pixels, expected 2 x 2 as in ");
        row("16 bits", pngBytes({2, 2, 16, 0, Bytes(8)}), "found 16 bits a channel, expected at most 8");
        PngImage large = good;
        large.columns = 1'000'000'000;
        row("too large", pngBytes(large), "found an image of 2 x 1000000000 pixels, expected 1 to 1024 each");
        row("cut off", Bytes(bytes.begin(), bytes.begin() + 45), "the PNG file is damaged (");
        row("header alone", Bytes(bytes.begin(), bytes.begin() + 33),
            "the PNG file is damaged (the file ends too early)");
        Bytes wrong = bytes;
        wrong[44] = static_cast<std::uint8_t>(wrong[44] ^ 1);
        row("wrong sum", wrong, "the PNG file is damaged (");
        Bytes strange = bytes;
        strange[25] = 5;
        row("no such colours", strange, "the PNG file is damaged (");
    }

    void refusals()
    {
        QFETCH(const QByteArray, file);
        QFETCH(const QString, refusal);
        QVERIFY(writePngFolders(path("set"), patternSet(40, 2, 2, 0, 2), {"a", "b"}));
        QVERIFY(writeBytes(path("set/b/z.png"), Bytes(file.begin(), file.end())));
        VERIFY_ERROR(loadDataset(path("set"), 1), ErrorCode::Data, "b/z.png: " + refusal);
    }

    void foldersThatAreNone()
    {
        QVERIFY(writePngFolders(path("one"), patternSet(4, 2, 2, 0, 1), {"a"}));
        VERIFY_ERROR(loadDataset(path("one"), 1), ErrorCode::Data,
                     "one: found 1 folders, expected one for each of 2 to 256 classes");
        QVERIFY(QDir(m_folder->path()).mkpath("one/b"));
        VERIFY_ERROR(loadDataset(path("one"), 1), ErrorCode::Data,
                     "one/b: holds no PNG files, and each class needs some");
        QVERIFY(writePngFolders(path("set/train"), patternSet(4, 2, 2, 0, 2), {"a", "b"}));
        QVERIFY(writePngFolders(path("set/test"), patternSet(4, 2, 2, 0, 2), {"a", "c"}));
        VERIFY_ERROR(loadDataset(path("set"), 1), ErrorCode::Data, "set/test: found the class c, which ");
        QVERIFY(writePngFolders(path("few"), patternSet(2, 2, 2, 0, 2), {"a", "b"}));
        VERIFY_ERROR(loadDataset(path("few"), 1), ErrorCode::Data,
                     "few: has no test images, and too few images of each class to split some off");
        QVERIFY(writePngFolders(path("odd"), patternSet(4, 2, 2, 0, 2), {"a", "b\xe9"}));
        VERIFY_ERROR(loadDataset(path("odd"), 1), ErrorCode::Data, "is not UTF-8: rename its folder");
        // QTemporaryDir cannot name it.
        std::filesystem::remove_all(path("odd"));
    }

  private:
    [[nodiscard]] std::string path(const QString& name) const { return m_folder->filePath(name).toStdString(); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(tst_PngForm)
#include "tst_PngForm.moc"
