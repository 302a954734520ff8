#include <QTemporaryDir>
#include <QTest>
#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <normscope/base/Digest.h>
#include <normscope/base/FileIo.h>
#include <normscope/data/DatasetCatalog.h>
#include <normscope/data/DatasetFiles.h>

#include "../support/Expect.h"
#include "../support/IdxWriter.h"

using namespace normscope;
using normscope::test::Bytes;
using normscope::test::gzipped;
using normscope::test::idxBytes;
using normscope::test::imageFileBytes;
using normscope::test::labelFileBytes;
using normscope::test::patternSet;
using normscope::test::writeBytes;
using normscope::test::writeDataset;

/// Images of four dimensions, and the classes that labels make. What else is wrong with files is in tst_DatasetCatalog.
class tst_DatasetFiles : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_folder->isValid());
    }

    void fourDimensions_data()
    {
        QTest::addColumn<QList<int>>("extents");   // behind the number of images
        QTest::addColumn<QList<int>>("expected");  // channels, rows, columns
        QTest::addColumn<bool>("isMixed");         // the channels of a pixel stand together
        QTest::newRow("C, H, W") << QList{3, 4, 5} << QList{3, 4, 5} << false;
        QTest::newRow("H, W, C") << QList{4, 5, 3} << QList{3, 4, 5} << true;
        QTest::newRow("one channel first") << QList{1, 4, 5} << QList{1, 4, 5} << false;
        QTest::newRow("one channel last") << QList{4, 5, 1} << QList{1, 4, 5} << true;
        QTest::newRow("both fit") << QList{3, 4, 1} << QList{3, 4, 1} << false;
        QTest::newRow("both fit, three last") << QList{1, 4, 3} << QList{1, 4, 3} << false;
    }

    /// idx4 files in either order, and the digest that does not depend on it.
    void fourDimensions()
    {
        QFETCH(const QList<int>, extents);
        QFETCH(const QList<int>, expected);
        QFETCH(const bool, isMixed);
        const ImageSet set = patternSet(6, expected[1], expected[2], 9, 3, expected[0]);
        Bytes content = set.pixels;
        if (isMixed) {
            content.clear();
            for (std::int64_t i = 0; i < set.count(); ++i) {
                for (std::int64_t pixel = 0; pixel < set.rows * set.columns; ++pixel) {
                    for (std::int64_t channel = 0; channel < set.channels; ++channel) {
                        content.push_back(set.image(i)[channel * set.rows * set.columns + pixel]);
                    }
                }
            }
        }
        const auto extent = [&](int i) { return static_cast<std::uint32_t>(extents[i]); };
        const Bytes images = idxBytes({6, extent(0), extent(1), extent(2)}, content);
        QVERIFY(writeBytes(path("train-images-idx4-ubyte"), images));
        QVERIFY(writeBytes(path("train-labels-idx1-ubyte"), labelFileBytes(set)));
        QVERIFY(writeBytes(path("t10k-images.idx4-ubyte.gz"), gzipped(images)));
        QVERIFY(writeBytes(path("t10k-labels-idx1-ubyte"), labelFileBytes(set)));
        const auto loaded = loadDataset(folder(), 1);
        VERIFY_OK(loaded);
        Digest digest(DigestKind::Sha256);
        for (const ImageSet* read : {&loaded->train, &loaded->test}) {
            QVERIFY(haveSameSize(*read, set));
            QVERIFY(read->pixels == set.pixels);
            QVERIFY(read->labels == set.labels);
            digest.add(imageFileBytes(set));
            digest.add(labelFileBytes(set));
        }
        QCOMPARE(loaded->sha256, digest.hex());
    }

    void channelsThatAreNone()
    {
        const ImageSet set = patternSet(6, 4, 5, 0, 2, 3);
        QVERIFY(writeDataset(folder(), set, set));
        QVERIFY(writeBytes(path("train-images-idx4-ubyte"), idxBytes({6, 2, 6, 5}, set.pixels)));
        VERIFY_ERROR(
            loadDataset(folder(), 1), ErrorCode::Data,
            "train-images-idx4-ubyte: at offset 8 found images of 2 x 6 x 5, expected 1 or 3 (the channels) as "
            "the first or the last of these extents");
        // A name promises its number of dimensions.
        QVERIFY(writeBytes(path("train-images-idx4-ubyte"), imageFileBytes(patternSet(6, 4, 5))));
        VERIFY_ERROR(loadDataset(folder(), 1), ErrorCode::Data,
                     "found the magic number 0x00000803 (unsigned bytes, 3 dimensions), expected 0x00000804");
        QVERIFY(writeDataset(folder(), set, patternSet(6, 4, 5)));
        std::filesystem::remove(path("t10k-images-idx4-ubyte"));
        QVERIFY(writeBytes(path("t10k-images-idx3-ubyte"), imageFileBytes(patternSet(6, 4, 5))));
        VERIFY_ERROR(loadDataset(folder(), 1), ErrorCode::Data,
                     "found images of 4 x 5 pixels, expected 3 x 4 x 5 as in");
        // Which of two image files is meant is never guessed.
        QVERIFY(writeBytes(path("t10k-images-idx4-ubyte.gz"), gzipped(imageFileBytes(set))));
        VERIFY_ERROR(loadDataset(folder(), 1), ErrorCode::Usage,
                     "t10k-images-idx3-ubyte and t10k-images-idx4-ubyte.gz: which of the two the labels belong to");
    }

    void otherNames_data()
    {
        QTest::addColumn<QString>("train");
        QTest::addColumn<QString>("test");
        QTest::newRow("EMNIST's") << "emnist-digits-train-"
                                  << "emnist-digits-test-";
        QTest::newRow("a prefix alone") << "emnist-letters-train-"
                                        << "emnist-letters-t10k-";
        QTest::newRow("test for t10k") << "train-"
                                       << "test-";
        QTest::newRow("an underscore") << "my_train-"
                                       << "my_t10k-";
        QTest::newRow("a dot") << "set.train-"
                               << "set.test-";
    }

    /// Files whose names begin with something else, all four with the same; packed ones and ones with a dot among them.
    void otherNames()
    {
        QFETCH(QString, train);
        QFETCH(QString, test);
        QVERIFY(writeDataset(folder(), patternSet(20, 4, 5), patternSet(10, 4, 5)));
        for (const auto& [before, after] : {std::pair("train-images-idx3-ubyte", train + "images-idx3-ubyte.gz"),
                                            {"train-labels-idx1-ubyte", train + "labels-idx1-ubyte"},
                                            {"t10k-images-idx3-ubyte", test + "images.idx3-ubyte"},
                                            {"t10k-labels-idx1-ubyte", test + "labels-idx1-ubyte.gz"}}) {
            std::filesystem::rename(path(before), path(after.toStdString()));
        }
        const auto loaded = loadDataset(folder(), 1);
        VERIFY_OK(loaded);
        QCOMPARE(loaded->train.labels.size(), std::size_t{20});
        QCOMPARE(loaded->test.labels.size(), std::size_t{10});
    }

    /// The usual names win; of several other sets none does; files of two sets are none.
    void severalSetsInAFolder()
    {
        const auto copyAs = [this](const char* part, const std::string& prefix) {
            const std::string name = part;
            std::filesystem::copy_file(path(name), path(prefix + name));
        };
        constexpr std::array kParts{"train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte",
                                    "t10k-labels-idx1-ubyte"};
        QVERIFY(writeDataset(folder(), patternSet(20, 4, 5), patternSet(10, 4, 5)));
        for (const char* part : kParts) {
            copyAs(part, "a-");
        }
        const auto paths = findDatasetFiles(folder());
        VERIFY_OK(paths);
        QCOMPARE(paths->front(), path("train-images-idx3-ubyte"));
        for (const char* part : kParts) {
            copyAs(part, "b-");
            std::filesystem::remove(path(part));
        }
        VERIFY_ERROR(
            findDatasetFiles(folder()), ErrorCode::Usage,
            "holds the files of several datasets, whose names begin with a-, b-: give each a folder of its own");
        std::filesystem::remove(path("a-train-images-idx3-ubyte"));
        std::filesystem::remove(path("b-t10k-labels-idx1-ubyte"));
        VERIFY_ERROR(findDatasetFiles(folder()), ErrorCode::Usage, "the folder has no file train-images-idx3-ubyte, ");
        QVERIFY(writeDataset(folder(), patternSet(20, 4, 5), patternSet(10, 4, 5)));
        for (const char* part : kParts) {
            // No name begins in the middle of a word.
            std::filesystem::rename(path(part), path("re" + std::string(part)));
        }
        VERIFY_ERROR(findDatasetFiles(folder()), ErrorCode::Usage, "the folder has no file train-images-idx3-ubyte, ");
    }

    /// As a zip file from another system may leave it: the results could not say where their data were.
    void folderThatIsNoUtf8()
    {
        QVERIFY(writeDataset(path("d\xe9"), patternSet(20, 4, 5), patternSet(10, 4, 5)));
        QVERIFY(writeDataset(path("d\xe9/digits"), patternSet(20, 4, 5), patternSet(10, 4, 5)));
        for (const char* name : {"d\xe9", "d\xe9/digits"}) {
            VERIFY_ERROR(loadDataset(path(name), 1), ErrorCode::Usage,
                         "the folder's name is not UTF-8, so that no file of the results could name it: rename it");
            VERIFY_ERROR(loadDataset(path(name), 1), ErrorCode::Usage, "/d\xef\xbf\xbd");
        }
        QVERIFY(writeDataset(path("dé"), patternSet(20, 4, 5), patternSet(10, 4, 5)));
        VERIFY_OK(loadDataset(path("dé"), 1));
    }

    /// QMNIST's labels are integers in rows of eight: that is said.
    void labelsAsIntegers()
    {
        QVERIFY(writeDataset(folder(), patternSet(20, 4, 5), patternSet(10, 4, 5)));
        std::filesystem::remove(path("train-labels-idx1-ubyte"));
        QVERIFY(writeBytes(path("train-labels-idx2-int"), idxBytes({20, 8}, Bytes(20 * 8 * 4), 0x0c)));
        VERIFY_ERROR(loadDataset(folder(), 1), ErrorCode::Data,
                     "train-labels-idx2-int: at offset 0 found the magic number 0x00000C02 (integers of 4 bytes, 2 "
                     "dimensions), expected 0x00000801 (unsigned bytes, 1 dimension)");
    }

    void labelRanges_data()
    {
        QTest::addColumn<QList<int>>("labels");
        QTest::addColumn<int>("first");
        QTest::addColumn<int>("classes");
        QTest::addColumn<QString>("refusal");  // behind "at offset "
        const auto at = [](int image) {
            return QString("%1 (image %2, counted from 0) found label ").arg(image + 8).arg(image);
        };
        const QString gapless = " has no training samples, and labels have to be 0 to K - 1 or 1 to K without a gap";
        const QString none = ", expected labels from 0 or 1 on, which have no training samples";
        const QString tooFew = ", expected labels of at least 2 classes: all training samples are of class ";
        QTest::newRow("two") << QList{1, 0} << 0 << 2 << "";
        QTest::newRow("in any order") << QList{2, 2, 0, 1} << 0 << 3 << "";
        QTest::newRow("from one") << QList{3, 1, 2} << 1 << 3 << "";
        QTest::newRow("one") << QList{0, 0} << 0 << 0 << at(0) + "0" + tooFew + "0";
        QTest::newRow("all of class 1") << QList{1, 1} << 0 << 0 << at(0) + "1" + tooFew + "1";
        QTest::newRow("gap") << QList{0, 1, 4, 3, 0} << 0 << 0 << at(2) + "4, expected 0 to 1: class 2" + gapless;
        QTest::newRow("gap behind the first") << QList{0, 2} << 0 << 0 << at(1) + "2, expected 0: class 1" + gapless;
        QTest::newRow("gap from one") << QList{1, 2, 5, 4} << 0 << 0 << at(2) + "5, expected 1 to 2: class 3" + gapless;
        QTest::newRow("from two") << QList{3, 2} << 0 << 0
                                  << at(0) + "3" + none + " (they are 2 to 3: take 2 from each)";
        QTest::newRow("from two, with a gap") << QList{2, 4} << 0 << 0 << at(0) + "2" + none;
        QTest::newRow("far from anything") << QList{65534, 65535} << 0 << 0 << at(0) + "65534" + none;
        QList<int> many;
        for (int i = 0; i < 256; ++i) {
            many.append(i);
        }
        QTest::newRow("256") << many << 0 << 256 << "";
        QTest::newRow("257") << many + QList{256} << 0 << 0 << at(256) + "256, expected 0 to 255 (at most 256 classes)";
        QTest::newRow("255 from one") << many.mid(1) << 1 << 255 << "";
        QTest::newRow("256 from one") << many.mid(1) + QList{256} << 1 << 256 << "";
        QTest::newRow("257 from one") << many.mid(1) + QList{256, 257} << 0 << 0
                                      << at(256) + "257, expected 1 to 256 (at most 256 classes)";
        QTest::newRow("beyond a byte") << QList{0, 1, 65535} << 0 << 0
                                       << at(2) + "65535, expected 0 to 1: class 2" + gapless;
    }

    void labelRanges()
    {
        QFETCH(const QList<int>, labels);
        QFETCH(const int, first);
        QFETCH(const int, classes);
        QFETCH(const QString, refusal);
        const auto found =
            labelRange(std::vector<std::uint16_t>(labels.begin(), labels.end()), "file", [](std::int64_t image) {
                return Message(QString("offset %1 (image %2, counted from 0)")
                                   .arg(QString::number(image + 8), QString::number(image))
                                   .toStdString());
            });
        const QString message = found ? QString() : QString::fromStdString(found.error().message);
        QCOMPARE(message, refusal.isEmpty() ? QString() : "file: at offset " + refusal);
        QCOMPARE(found.value_or(LabelRange()).count, std::int64_t{classes});
        QCOMPARE(found.value_or(LabelRange()).first, std::int64_t{first});
        QVERIFY(found || found.error().code == ErrorCode::Data);
    }

    /// As EMNIST's letters: 26 classes, named as their labels are; the digests are those of the files.
    void labelsFromOne()
    {
        ImageSet train = patternSet(52, 4, 5, 0, 26);
        ImageSet test = patternSet(26, 4, 5, 3, 26);
        const auto raised = [](ImageSet set) {
            for (std::uint16_t& label : set.labels) {
                ++label;
            }
            return set;
        };
        QVERIFY(writeDataset(folder(), raised(train), raised(test)));
        const auto loaded = loadDataset(folder(), 1);
        QVERIFY2(loaded.has_value(), loaded ? "" : loaded.error().message.english().c_str());
        QVERIFY(loaded->train.labels == train.labels && loaded->test.labels == test.labels);
        QCOMPARE(loaded->classCount(), std::int64_t{26});
        QVERIFY(loaded->classes.front() == "1" && loaded->classes.back() == "26");
        Digest digest(DigestKind::Sha256);
        for (const char* name : {"train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte",
                                 "t10k-labels-idx1-ubyte"}) {
            const auto bytes = readFile(path(name), std::size_t{1} << 20U);
            QVERIFY(bytes.has_value());
            digest.add({reinterpret_cast<const std::uint8_t*>(bytes->data()), bytes->size()});
        }
        QCOMPARE(QString::fromStdString(loaded->sha256), QString::fromStdString(digest.hex()));
        // Their test set has the same labels.
        QVERIFY(writeDataset(folder(), raised(train), test));
        VERIFY_ERROR(loadDataset(folder(), 1), ErrorCode::Data,
                     "t10k-labels-idx1-ubyte: at offset 8 (image 0, counted from 0) found label 0, expected 1 to 26 "
                     "(26 classes)");
    }

  private:
    [[nodiscard]] std::string folder() const { return m_folder->path().toStdString(); }
    [[nodiscard]] std::string path(const std::string& name) const
    {
        return (m_folder->path() + QLatin1Char('/')).toStdString() + name;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(tst_DatasetFiles)
#include "tst_DatasetFiles.moc"
