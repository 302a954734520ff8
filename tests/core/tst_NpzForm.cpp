#include <QDir>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <cmath>
#include <memory>
#include <string>
#include <vector>

#include <normscope/data/DatasetCatalog.h>

#include "../support/Expect.h"
#include "../support/FormWriter.h"

using namespace normscope;
using namespace normscope::test;

namespace
{

/// Labels 0, 1, 0, … as many.
Bytes labelArray(std::int64_t count, const std::string& type = "<i8", const std::vector<std::int64_t>& more = {})
{
    std::vector<double> labels;
    for (std::int64_t i = 0; i < count; ++i) {
        labels.push_back(static_cast<double>(i % 2));
    }
    std::vector<std::int64_t> shape{count};
    shape.insert(shape.end(), more.begin(), more.end());
    return npyBytes(type, shape, numberBytes(type, labels));
}

}  // namespace

/// Datasets as NumPy writes them.
class tst_NpzForm : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    /// The same images have the same digest in any form.
    void isAsIdxFiles_data()
    {
        QTest::addColumn<int>("channels");
        QTest::newRow("grey") << 1;
        QTest::newRow("colour") << 3;
    }

    void isAsIdxFiles()
    {
        QFETCH(const int, channels);
        const ImageSet train = patternSet(30, 5, 4, 0, 10, channels);
        const ImageSet test = patternSet(12, 5, 4, 7, 10, channels);
        QVERIFY(writeDataset(path("idx"), train, test));
        write(npzBytes(train, test));
        const auto idx = loadDataset(path("idx"), 1);
        VERIFY_OK(idx);
        for (const std::string& name : {path("set.npz"), m_folder->path().toStdString() + "/set"}) {
            if (name.ends_with("/set")) {
                QVERIFY(QDir(m_folder->path()).mkdir("set"));
                QVERIFY(QFile::copy(QString::fromStdString(path("set.npz")), m_folder->filePath("set/a.NPZ")));
            }
            const auto npz = loadDataset(name, 1);
            VERIFY_OK(npz);
            COMPARE_TEXT(npz->sha256, QString::fromStdString(idx->sha256));
            COMPARE_TEXT(npz->name, QString::fromStdString(name));
            QCOMPARE(npz->testSplit, std::int64_t{0});
            QVERIFY(npz->classes == idx->classes);
        }
    }

    void layouts_data()
    {
        QTest::addColumn<QString>("type");
        QTest::addColumn<QList<int>>("shape");
        QTest::addColumn<QList<double>>("numbers");
        QTest::addColumn<bool>("isFortran");
        QTest::addColumn<QList<int>>("image");  // channels, rows, columns
        QTest::addColumn<QList<int>>("pixels");
        const QList<double> six{0, 1, 2, 3, 4, 5};
        const QList asTheyAre{0, 1, 2, 3, 4, 5};
        QTest::newRow("N, H, W") << "|u1" << QList{2, 1, 3} << six << false << QList{1, 1, 3} << asTheyAre;
        QTest::newRow("N, C, H, W") << "|u1" << QList{2, 3, 1, 1} << six << false << QList{3, 1, 1} << asTheyAre;
        QTest::newRow("N, H, W, C") << "|u1" << QList{2, 2, 2, 1} << QList<double>{0, 1, 2, 3, 4, 5, 6, 7} << false
                                    << QList{1, 2, 2} << QList{0, 1, 2, 3, 4, 5, 6, 7};
        QTest::newRow("N, H, W, 3") << "|u1" << QList{2, 2, 1, 3} << QList<double>{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}
                                    << false << QList{3, 2, 1} << QList{0, 3, 1, 4, 2, 5, 6, 9, 7, 10, 8, 11};
        QTest::newRow("N, square") << "|u1" << QList{2, 4} << QList<double>{0, 1, 2, 3, 4, 5, 6, 7} << false
                                   << QList{1, 2, 2} << QList{0, 1, 2, 3, 4, 5, 6, 7};
        QTest::newRow("N, three squares") << "|u1" << QList{2, 3} << six << false << QList{3, 1, 1} << asTheyAre;
        QTest::newRow("Fortran") << "|u1" << QList{2, 1, 3} << six << true << QList{1, 1, 3} << QList{0, 2, 4, 1, 3, 5};
        QTest::newRow("Fortran's fractions") << "<f4" << QList{2, 1, 3} << QList<double>{0, 1, 0.6, 0, 4, 5} << true
                                             << QList{1, 1, 3} << QList{0, 1, 4, 1, 0, 5};
        QTest::newRow("little-endian") << "<i2" << QList{2, 1, 3} << QList<double>{0, 1, 255, 3, 4, 5} << false
                                       << QList{1, 1, 3} << QList{0, 1, 255, 3, 4, 5};
        QTest::newRow("big-endian") << ">u4" << QList{2, 1, 3} << QList<double>{0, 1, 255, 3, 4, 5} << false
                                    << QList{1, 1, 3} << QList{0, 1, 255, 3, 4, 5};
        QTest::newRow("long") << "<i8" << QList{2, 1, 3} << six << false << QList{1, 1, 3} << asTheyAre;
        QTest::newRow("bool") << "|b1" << QList{2, 1, 3} << QList<double>{0, 1, 0, 1, 1, 0} << false << QList{1, 1, 3}
                              << QList{0, 255, 0, 255, 255, 0};
        QTest::newRow("to 1") << ">f4" << QList{2, 1, 3} << QList<double>{0, 0.2, 1, 0.5, 0, 0} << false
                              << QList{1, 1, 3} << QList{0, 51, 255, 128, 0, 0};
        QTest::newRow("to 255") << "<f8" << QList{2, 1, 3} << QList<double>{0, 0.2, 1, 0.5, 200, 1} << false
                                << QList{1, 1, 3} << QList{0, 0, 1, 1, 200, 1};
    }

    void layouts()
    {
        QFETCH(const QString, type);
        QFETCH(const QList<int>, shape);
        QFETCH(const QList<double>, numbers);
        QFETCH(const bool, isFortran);
        QFETCH(const QList<int>, image);
        QFETCH(const QList<int>, pixels);
        for (const int version : {1, 2, 3}) {
            const Bytes array =
                npyBytes(type.toStdString(), {shape.begin(), shape.end()},
                         numberBytes(type.toStdString(), {numbers.begin(), numbers.end()}), isFortran, version);
            write(zipBytes({{"Train_Images.npy", array},
                            {"train_labels.npy", labelArray(2, "|u1", {1})},
                            {"test_images.npy", array},
                            {"test_labels.npy", labelArray(2, ">i4")}},
                           version == 2 ? Packing::Plain : Packing::Gzip));
            const auto set = loadDataset(path("set.npz"), 1);
            VERIFY_OK(set);
            QVERIFY(QList<int>({int(set->train.channels), int(set->train.rows), int(set->train.columns)}) == image);
            QCOMPARE(QList<int>(set->train.pixels.begin(), set->train.pixels.end()), pixels);
            QVERIFY(set->train.pixels == set->test.pixels);
            QVERIFY(set->train.labels == (std::vector<std::uint16_t>{0, 1}));
        }
    }

    /// Fractions of the test images are what they are in training.
    void scaleIsThatOfTraining()
    {
        const auto archive = [&](const std::vector<double>& train, const std::vector<double>& test,
                                 const std::string& testType) {
            write(zipBytes({{"x_train.npy", npyBytes("<f4", {2, 1, 1}, numberBytes("<f4", train))},
                            {"y_train.npy", labelArray(2)},
                            {"x_test.npy", npyBytes(testType, {1, 1, 1}, numberBytes(testType, test))},
                            {"y_test.npy", labelArray(1)}}));
            return loadDataset(path("set.npz"), 1);
        };
        auto set = archive({0, 200}, {1}, "<f4");
        VERIFY_OK(set);
        QVERIFY(set->test.pixels == Bytes{1});
        set = archive({0, 1}, {0.2}, "<f8");
        VERIFY_OK(set);
        QVERIFY(set->test.pixels == Bytes{51});
        VERIFY_ERROR(
            archive({0, 1}, {2}, "<f4"), ErrorCode::Data,
            "x_test: number 0 (counted from 0) is 2, expected numbers from 0 to 1, as the training images have "
            "them");
    }

    void otherNames_data()
    {
        QTest::addColumn<QString>("images");
        QTest::addColumn<QString>("labels");
        QTest::newRow("x, y") << "x"
                              << "y";
        QTest::newRow("X, y") << "X"
                              << "y";
        QTest::newRow("images") << "images"
                                << "labels";
        QTest::newRow("scikit-learn") << "data"
                                      << "target";
    }

    /// Without a test part a seventh of each class is split off, the same each time.
    void otherNames()
    {
        QFETCH(const QString, images);
        QFETCH(const QString, labels);
        const ImageSet all = patternSet(28, 4, 4, 0, 2);
        write(zipBytes({{images.toStdString() + ".npy", npyBytes("|u1", {28, 4, 4}, all.pixels)},
                        {labels.toStdString() + ".npy", labelArray(28)}}));
        const auto set = loadDataset(path("set.npz"), 1);
        VERIFY_OK(set);
        QCOMPARE(set->testSplit, std::int64_t{4});
        QCOMPARE(set->test.count(), std::int64_t{4});
        QCOMPARE(set->train.count(), std::int64_t{24});
        QCOMPARE(std::count(set->test.labels.begin(), set->test.labels.end(), 1), 2);
        const auto again = loadDataset(path("set.npz"), 1);
        VERIFY_OK(again);
        COMPARE_TEXT(again->sha256, QString::fromStdString(set->sha256));
        // Each image is in one of the two, with its label.
        std::vector<std::pair<Bytes, int>> parts;
        for (const ImageSet* part : {&set->train, &set->test}) {
            for (std::int64_t i = 0; i < part->count(); ++i) {
                parts.emplace_back(Bytes(part->image(i), part->image(i) + 16),
                                   part->labels[static_cast<std::size_t>(i)]);
            }
        }
        std::vector<std::pair<Bytes, int>> whole;
        for (std::int64_t i = 0; i < all.count(); ++i) {
            whole.emplace_back(Bytes(all.image(i), all.image(i) + 16), static_cast<int>(i % 2));
        }
        std::sort(parts.begin(), parts.end());
        std::sort(whole.begin(), whole.end());
        QVERIFY(parts == whole);
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
        const auto images = [&](const char* name, const Bytes& array, const QString& refusal) {
            row(name, zipBytes({{"x.npy", array}, {"y.npy", labelArray(2)}}, Packing::Gzip), refusal);
        };
        const Bytes two = npyBytes("|u1", {2, 1, 1}, {0, 1});
        row("no archive", bytesOf("something else"), "cannot be read as a ZIP archive of arrays (Not a zip archive)");
        row("no array", zipBytes({{"a.txt", {1}}}), "found the arrays , expected x_train and y_train");
        row("other arrays", zipBytes({{"A.npy", two}, {"b.npy", two}}), "found the arrays A, b, expected x_train");
        row("half a test part", zipBytes({{"x_train.npy", two}, {"y_train.npy", labelArray(2)}, {"x_test.npy", two}}),
            "found the array x_test alone, expected y_test as well");
        row("fewer labels", zipBytes({{"x.npy", two}, {"y.npy", labelArray(1)}}),
            "set.npz: y: found 1 labels, expected as many as the 2 images in x");
        row("fractions as labels", zipBytes({{"x.npy", two}, {"y.npy", labelArray(2, "<f4")}}),
            "y: found fractions, expected whole numbers as labels");
        row("a label in each column", zipBytes({{"x.npy", two}, {"y.npy", npyBytes("|u1", {2, 2}, {1, 0, 0, 1})}}),
            "y: found the shape 2 x 2, expected whole numbers");
        row("a negative label", zipBytes({{"x.npy", two}, {"y.npy", npyBytes("|i1", {2}, {0, 0xff})}}),
            "y: number 1 (counted from 0) is -1, expected a label, a whole number from 0 on");
        row("a gap in the labels", zipBytes({{"x.npy", two}, {"y.npy", npyBytes("|u1", {2}, {0, 2})}}),
            "set.npz: y: at image 1, counted from 0, found label 2, expected 0: class 1 has no training samples");
        images("no array of NumPy's", bytesOf("nothing of that kind"), "x: found something else, expected an array");
        images("too short", bytesOf("\x93NUMPY"), "x: ends too early");
        images("version 4", npyBytes("|u1", {2, 1, 1}, {0, 1}, false, 4),
               "x: found version 4 of arrays, expected 1 to 3");
        images("a long header", npyWithHeader(std::string(70'000, ' '), {}, 2),
               "x: found a header of 70000 bytes, expected at most 65535");
        images("no dictionary", npyWithHeader("[1, 2, 3]", {}), "x: found the header [1, 2, 3], expected one with");
        images("no shape", npyWithHeader("{'descr': '|u1', 'fortran_order': False}", {}),
               "x: found the header {'descr'");
        images("records", npyWithHeader("{'descr': [('a', '<i4')], 'fortran_order': False, 'shape': (2,)}", {}),
               "x: found the header {'descr': [(");
        images("objects", npyBytes("|O8", {2, 1, 1}, Bytes(16)), "x: found numbers of type |O8, expected bool");
        images("complex numbers", npyBytes("<c8", {2, 1, 1}, Bytes(16)), "x: found numbers of type <c8");
        images("text", npyBytes("<U9", {2, 1, 1}, Bytes(72)), "x: found numbers of type <U9");
        images("nothing", npyBytes("|u1", {0, 1, 1}, {}), "x: found the extent 0, expected at least 1");
        images("a negative extent", npyBytes("|u1", {-2, 1, 1}, {}), "x: found the extent -2, expected at least 1");
        images("overflow", npyBytes("|u1", {4294967296, 4294967296, 4294967296}, {}), "x: found the extent 4294967296");
        images("more than there is", npyBytes("|u1", {2, 1000, 1000}, {0, 1}),
               "x: found 130 bytes, expected 2000128 (2 x 1000 x 1000 of 1 bytes behind a header of 128)");
        images("less than there is", npyBytes("|u1", {2, 1, 1}, {0, 1, 2}), "x: found 131 bytes, expected 130");
        images("one dimension", npyBytes("|u1", {4}, {0, 1, 2, 3}), "x: found the shape 4, expected N x H x W");
        images("no square", npyBytes("|u1", {2, 5}, Bytes(10)), "x: found the shape 2 x 5, expected N x H x W");
        images("two channels", npyBytes("|u1", {2, 2, 2, 2}, Bytes(16)), "x: found the shape 2 x 2 x 2 x 2");
        images("too large", npyBytes("|u1", {2, 1, 1025}, Bytes(2050)), "x: found the shape 2 x 1 x 1025");
        images("beyond a byte", npyBytes("<i2", {2, 1, 1}, numberBytes("<i2", {0, 256})),
               "x: number 1 (counted from 0) is 256, expected whole numbers from 0 to 255");
        images("a negative number", npyBytes("<f4", {2, 1, 1}, numberBytes("<f4", {0.5, -1})),
               "x: number 1 (counted from 0) is -1, expected numbers from 0 to 1, or from 0 to 255");
        images("no number", npyBytes("<f4", {2, 1, 1}, numberBytes("<f4", {0.5, std::nan("")})),
               "x: number 1 (counted from 0) is nan");
        Bytes damaged = zipBytes({{"x.npy", two}, {"y.npy", labelArray(2)}});
        // Behind the entry's header and name, and the array's header.
        ++damaged[30 + 5 + 128];
        row("damaged", damaged, "x: is damaged (CRC error)");
        // What the directory says of packed bytes is a lie: 8 MB from some thousand.
        row("more than can be",
            liar(zipBytes({{"x.npy", npyBytes("|u1", {8, 1000, 1000}, Bytes(8'000'000))}, {"y.npy", labelArray(8)}},
                          Packing::Gzip)),
            "x: found 8000128 bytes in 5, expected at most 5160");
    }

    void refusals()
    {
        QFETCH(const QByteArray, file);
        QFETCH(const QString, refusal);
        write(Bytes(file.begin(), file.end()));
        VERIFY_ERROR(loadDataset(path("set.npz"), 1), ErrorCode::Data, refusal);
    }

    void placesThatAreNone()
    {
        VERIFY_ERROR(locateDataset(path("none.npz")), ErrorCode::Usage, "is neither a known dataset");
        QVERIFY(writeBytes(path("set.zip"), npzBytes(patternSet(20, 2, 2), patternSet(10, 2, 2))));
        VERIFY_ERROR(locateDataset(path("set.zip")), ErrorCode::Usage,
                     "is not a dataset's file, which would be .npz, .csv, .csv.gz or one of four IDX files");
        VERIFY_ERROR(locateDataset(path("")), ErrorCode::Usage,
                     "; nor does it hold a file .npz, a table train.csv, or a folder of PNG files for each class");
        for (const char* name : {"a.npz", "b.npz"}) {
            QVERIFY(writeBytes(path(name), npzBytes(patternSet(20, 2, 2), patternSet(10, 2, 2))));
        }
        VERIFY_ERROR(locateDataset(path("")), ErrorCode::Usage,
                     "holds several files of arrays (a.npz, b.npz): give one of those");
        VERIFY_OK(locateDataset(path("a.npz")));
        QVERIFY(datasetAround(path("a.npz")) == path("a.npz"));
        QVERIFY(!datasetAround(path("set.zip")));
    }

  private:
    /// The directory's first entry says that it has 5 packed bytes.
    static Bytes liar(Bytes bytes)
    {
        const Bytes mark{0x50, 0x4b, 0x01, 0x02};
        const auto entry = std::search(bytes.begin(), bytes.end(), mark.begin(), mark.end());
        const Bytes five{5, 0, 0, 0};
        std::copy(five.begin(), five.end(), entry + 20);
        return bytes;
    }

    void write(const Bytes& bytes) { QVERIFY(writeBytes(path("set.npz"), bytes)); }
    [[nodiscard]] std::string path(const char* name) const { return m_folder->filePath(name).toStdString(); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(tst_NpzForm)
#include "tst_NpzForm.moc"
