#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include <normscope/base/Digest.h>
#include <normscope/data/BuiltinDigits.h>
#include <normscope/data/DatasetCatalog.h>
#include <normscope/data/DatasetSource.h>

#include "../support/IdxWriter.h"

using namespace normscope;
using normscope::test::Bytes;
using normscope::test::gzipped;
using normscope::test::imageFileBytes;
using normscope::test::labelFileBytes;
using normscope::test::Packing;
using normscope::test::patternSet;
using normscope::test::writeBytes;
using normscope::test::writeDataset;

namespace
{

constexpr std::array<const char*, 4> kNames{"train-images-idx3-ubyte", "train-labels-idx1-ubyte",
                                            "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"};

/// The digest's definition, written anew: the four files' bytes one after another.
std::string sha256Of(const ImageSet& train, const ImageSet& test)
{
    Digest digest(DigestKind::Sha256);
    digest.add(imageFileBytes(train));
    digest.add(labelFileBytes(train));
    digest.add(imageFileBytes(test));
    digest.add(labelFileBytes(test));
    return digest.hex();
}

std::string md5Of(const Bytes& bytes)
{
    Digest digest(DigestKind::Md5);
    digest.add(bytes);
    return digest.hex();
}

bool sameImages(const ImageSet& a, const ImageSet& b)
{
    return haveSameSize(a, b) && a.pixels == b.pixels && a.labels == b.labels;
}

}  // namespace

#define VERIFY_ERROR(result, expectedCode, ...)                                                                        \
    do {                                                                                                               \
        const auto& outcome = (result);                                                                                \
        QVERIFY(!outcome);                                                                                             \
        const QString message = QString::fromStdString(outcome.error().message);                                       \
        QVERIFY2(outcome.error().code == (expectedCode), qPrintable(message));                                         \
        QVERIFY2(!message.contains('\n'), qPrintable(message));                                                        \
        for (const std::string& part : std::vector<std::string>{__VA_ARGS__}) {                                        \
            QVERIFY2(message.contains(QString::fromStdString(part)), qPrintable(message + " | " + part.c_str()));      \
        }                                                                                                              \
    } while (false)

class tst_DatasetCatalog : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    /// A new folder for each function, with $NORMSCOPE_DATA and the user's data folder inside it, both still missing.
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_folder->isValid());
        qputenv("NORMSCOPE_DATA", QFile::encodeName(m_folder->filePath("given")));
        qputenv("XDG_DATA_HOME", QFile::encodeName(m_folder->filePath("xdg")));
        qputenv("HOME", QFile::encodeName(m_folder->filePath("home")));
    }

    void knownNames()
    {
        std::vector<std::string> names;
        for (const KnownDataset& known : knownDatasets()) {
            names.push_back(known.name);
            QVERIFY(!known.description.empty());
            QVERIFY(known.md5.empty() || known.md5.size() == 4);
            QCOMPARE(known.classes.size(), std::size_t{10});
        }
        QVERIFY(names == (std::vector<std::string>{"builtin", "mnist", "fashion-mnist", "kmnist"}));
    }

    void foldersInOrder()
    {
        QVERIFY(datasetFolders() == (std::vector<std::string>{path("given"), path("xdg/normscope/datasets")}));
        qunsetenv("NORMSCOPE_DATA");
        QVERIFY(datasetFolders() == (std::vector<std::string>{path("xdg/normscope/datasets")}));
        qputenv("NORMSCOPE_DATA", "");
        QVERIFY(datasetFolders() == (std::vector<std::string>{path("xdg/normscope/datasets")}));
        qunsetenv("XDG_DATA_HOME");
        QVERIFY(datasetFolders() == (std::vector<std::string>{path("home/.local/share/normscope/datasets")}));
        qputenv("XDG_DATA_HOME", "relative");  // to be ignored, says the XDG specification
        QVERIFY(datasetFolders() == (std::vector<std::string>{path("home/.local/share/normscope/datasets")}));
        // Without HOME the list of users tells it.
        qunsetenv("HOME");
        QCOMPARE(datasetFolders().size(), std::size_t{1});
        QVERIFY(QString::fromStdString(datasetFolders().front()).endsWith("/.local/share/normscope/datasets"));
        QVERIFY(std::filesystem::path(datasetFolders().front()).is_absolute());
    }

    void relativeDataFolderIsMadeAbsolute()
    {
        qputenv("NORMSCOPE_DATA", "some/where");
        const std::string folder = datasetFolders().front();
        QCOMPARE(folder, (std::filesystem::current_path() / "some/where").string());
    }

    void locatesKnownNames()
    {
        const ImageSet set = patternSet(10, 5, 7);
        QVERIFY(writeDataset(path("xdg/normscope/datasets/kmnist"), set, set));
        QVERIFY(locateDataset("kmnist") == path("xdg/normscope/datasets/kmnist"));
        QVERIFY(writeDataset(path("given/kmnist"), set, set, Packing::Gzip));
        QVERIFY(locateDataset("kmnist") == path("given/kmnist"));
        qunsetenv("NORMSCOPE_DATA");
        QVERIFY(locateDataset("kmnist") == path("xdg/normscope/datasets/kmnist"));
    }

    /// NORMSCOPE_DATA may be the root that torchvision downloads into.
    void locatesTorchvisionsFolders()
    {
        const ImageSet set = patternSet(10, 5, 7);
        for (const auto& [name, folder] :
             {std::pair{"mnist", "MNIST"}, std::pair{"kmnist", "KMNIST"}, std::pair{"fashion-mnist", "FashionMNIST"}}) {
            const std::string raw = path("given") + "/" + folder + "/raw";
            QVERIFY(writeDataset(raw, set, set));
            QVERIFY(writeDataset(raw, set, set, Packing::Gzip));
            QVERIFY(locateDataset(name) == raw);
        }
        QVERIFY(locateDataset(path("given/MNIST")) == path("given/MNIST/raw"));
        VERIFY_ERROR(locateDataset(path("given")), ErrorCode::Usage, "(FashionMNIST/raw, KMNIST/raw, MNIST/raw)");
        std::filesystem::remove_all(path("given/FashionMNIST"));
        std::filesystem::remove_all(path("given/KMNIST"));
        QVERIFY(locateDataset(path("given")) == path("given/MNIST/raw"));
    }

    /// The window makes one, for files to be put into.
    void passesOverAnEmptyFolder()
    {
        std::filesystem::create_directories(path("given/kmnist"));
        VERIFY_ERROR(locateDataset("kmnist"), ErrorCode::Usage, "kmnist: the dataset was not found");
        QVERIFY(!inTheWayOf("kmnist"));
        const ImageSet set = patternSet(10, 5, 7);
        QVERIFY(writeDataset(path("xdg/normscope/datasets/kmnist"), set, set));
        QVERIFY(locateDataset("kmnist") == path("xdg/normscope/datasets/kmnist"));
        QVERIFY(writeBytes(path("given/kmnist/notes"), {1}));
        VERIFY_ERROR(locateDataset("kmnist"), ErrorCode::Usage, path("given/kmnist") + ": the folder has no file");
        QVERIFY(inTheWayOf("kmnist") == std::filesystem::path(path("given/kmnist")));
    }

    /// Somebody drops the files and not their folder.
    void knowsTheFolderAroundAFile()
    {
        const ImageSet set = patternSet(10, 5, 7);
        QVERIFY(writeDataset(path("set"), set, set, Packing::Gzip));
        QVERIFY(writeBytes(path("set/notes"), {1}));
        QVERIFY(datasetAround(path("set/t10k-labels-idx1-ubyte.gz")) == path("set"));
        QVERIFY(!datasetAround(path("set/notes")));
        QVERIFY(!datasetAround(path("set")));
        std::filesystem::remove(path("set/train-images-idx3-ubyte.gz"));
        QVERIFY(!datasetAround(path("set/t10k-labels-idx1-ubyte.gz")));
    }

    void missingKnownNameSaysBothWays()
    {
        VERIFY_ERROR(locateDataset("fashion-mnist"), ErrorCode::Usage,
                     "fetch it (normscope datasets fetch fashion-mnist, or --download), or set NORMSCOPE_DATA");
        VERIFY_ERROR(locateDataset("fashion-mnist"), ErrorCode::Usage, "fashion-mnist: the dataset was not found",
                     "set NORMSCOPE_DATA to a folder that holds fashion-mnist/ with the four IDX files",
                     "train-images-idx3-ubyte, train-labels-idx1-ubyte, t10k-images-idx3-ubyte, t10k-labels-idx1-ubyte",
                     "or put them into " + path("xdg/normscope/datasets/fashion-mnist"), path("given/fashion-mnist"));
        VERIFY_ERROR(loadDataset("fashion-mnist", 1), ErrorCode::Usage, "not found");
        VERIFY_ERROR(verifyDataset("fashion-mnist"), ErrorCode::Usage, "not found");
    }

    void unknownName_data()
    {
        QTest::addColumn<QString>("name");
        for (const char* name : {"nist", "", "builtin2", "builtin-2", "Builtin", "MNIST", "/no/such/folder"}) {
            QTest::addRow("\"%s\"", name) << QString(name);
        }
        QTest::newRow("long") << QString(10'000, 'x');
    }

    void unknownName()
    {
        QFETCH(QString, name);
        VERIFY_ERROR(locateDataset(name.toStdString()), ErrorCode::Usage,
                     "\"" + name.toStdString() +
                         "\": is neither a known dataset (builtin, mnist, fashion-mnist, kmnist");
        VERIFY_ERROR(loadDataset(name.toStdString(), 1), ErrorCode::Usage, "is neither");
    }

    void fileInsteadOfFolder()
    {
        QVERIFY(writeBytes(path("file"), {1}));
        VERIFY_ERROR(locateDataset(path("file")), ErrorCode::Usage,
                     path("file") + ": is not a dataset's file, which would be .npz");
        std::filesystem::create_directory(path("given"));
        QVERIFY(writeBytes(path("given/mnist"), {1}));
        VERIFY_ERROR(locateDataset("mnist"), ErrorCode::Usage, path("given/mnist") + ": is a file");
    }

    void missingFile_data()
    {
        QTest::addColumn<QString>("name");
        for (const char* name : kNames) {
            QTest::newRow(name) << QString(name);
        }
    }

    void missingFile()
    {
        QFETCH(QString, name);
        const ImageSet set = patternSet(10, 5, 7);
        QVERIFY(writeDataset(path("set"), set, set));
        std::filesystem::remove(path("set") + "/" + name.toStdString());
        for (const char* dataset : {"set", "given/mnist"}) {
            if (dataset != std::string("set")) {
                std::filesystem::create_directory(path("given"));
                std::filesystem::rename(path("set"), path("given/mnist"));
            }
            VERIFY_ERROR(locateDataset(path(dataset)), ErrorCode::Usage,
                         path(dataset) + ": the folder has no file " + name.toStdString() + " (");
            VERIFY_ERROR(loadDataset(path(dataset), 1), ErrorCode::Usage, name.toStdString());
        }
        VERIFY_ERROR(locateDataset("mnist"), ErrorCode::Usage, path("given/mnist"), name.toStdString());
    }

    /// People choose the folder above: what it can only mean is taken.
    void theFolderAbove()
    {
        const ImageSet set = patternSet(10, 5, 7);
        QVERIFY(writeDataset(path("above/mnist"), set, set));
        std::filesystem::create_directory(path("above/notes"));
        QVERIFY(writeBytes(path("above/readme"), {1}));
        QVERIFY(locateDataset(path("above")) == path("above/mnist"));
        const auto loaded = loadDataset(path("above"), 1);
        QVERIFY(loaded.has_value());
        QVERIFY(sameImages(loaded->train, set));
        // Two levels are too far to be meant.
        VERIFY_ERROR(locateDataset(m_folder->path().toStdString()), ErrorCode::Usage, "the folder has no file");
        QVERIFY(writeDataset(path("above/kmnist"), set, set));
        VERIFY_ERROR(locateDataset(path("above")), ErrorCode::Usage,
                     path("above") + ": several folders in it hold a dataset (kmnist, mnist): give one of those");
    }

    void allFilesMissing()
    {
        VERIFY_ERROR(locateDataset(m_folder->path().toStdString()), ErrorCode::Usage,
                     "the folder has no file train-images-idx3-ubyte, train-labels-idx1-ubyte, "
                     "t10k-images-idx3-ubyte, t10k-labels-idx1-ubyte");
    }

    void loads_data()
    {
        QTest::addColumn<int>("train");
        QTest::addColumn<int>("test");
        QTest::addColumn<int>("rows");
        QTest::addColumn<int>("columns");
        QTest::addColumn<int>("classes");
        QTest::addColumn<int>("channels");
        QTest::newRow("28 x 28") << 30 << 20 << 28 << 28 << 10 << 1;
        QTest::newRow("5 x 7") << 13 << 4 << 5 << 7 << 10 << 1;
        QTest::newRow("one image a class") << 2 << 1 << 28 << 28 << 2 << 1;
        QTest::newRow("one pixel") << 2 << 1 << 1 << 1 << 2 << 1;
        QTest::newRow("more test than training") << 3 << 40 << 9 << 2 << 3 << 1;
        QTest::newRow("7 classes") << 14 << 7 << 20 << 30 << 7 << 1;
        QTest::newRow("26 classes in three channels") << 52 << 26 << 32 << 32 << 26 << 3;
        QTest::newRow("256 classes") << 256 << 256 << 2 << 2 << 256 << 1;
    }

    void loads()
    {
        QFETCH(int, train);
        QFETCH(int, test);
        QFETCH(int, rows);
        QFETCH(int, columns);
        QFETCH(int, classes);
        QFETCH(int, channels);
        const ImageSet trainSet = patternSet(train, rows, columns, 0, classes, channels);
        const ImageSet testSet = patternSet(test, rows, columns, 100, classes, channels);
        for (const Packing packing : {Packing::Plain, Packing::Gzip}) {
            const std::string folder = path(packing == Packing::Plain ? "plain" : "packed");
            QVERIFY(writeDataset(folder, trainSet, testSet, packing));
            const auto loaded = loadDataset(folder, 1);
            QVERIFY2(loaded, loaded ? "" : loaded.error().message.english().c_str());
            QCOMPARE(loaded->name, folder);
            QVERIFY(sameImages(loaded->train, trainSet));
            QVERIFY(sameImages(loaded->test, testSet));
            QCOMPARE(loaded->sha256, sha256Of(trainSet, testSet));
            QVERIFY(loaded->classes == numberedClasses(classes));
        }
    }

    /// A dataset known by name has its classes, whatever of them a cut version of it holds.
    void classesOfKnownNames()
    {
        const ImageSet some = patternSet(6, 5, 7, 0, 2);
        QVERIFY(writeDataset(path("given/fashion-mnist"), some, some));
        const auto loaded = loadDataset("fashion-mnist", 1);
        QVERIFY2(loaded, loaded ? "" : loaded.error().message.english().c_str());
        QCOMPARE(loaded->classCount(), std::int64_t{10});
        QCOMPARE(loaded->classes.at(9), std::string("Ankle boot"));
        const auto asFolder = loadDataset(path("given/fashion-mnist"), 1);
        QVERIFY(asFolder);
        QVERIFY(asFolder->classes == (std::vector<std::string>{"0", "1"}));
        QCOMPARE(asFolder->sha256, loaded->sha256);
        QVERIFY(writeDataset(path("given/fashion-mnist"), patternSet(11, 5, 7, 0, 11), some));
        VERIFY_ERROR(loadDataset("fashion-mnist", 1), ErrorCode::Data,
                     "train-labels-idx1-ubyte: at offset 18 (image 10, counted from 0) found label 10, expected 0 to 9 "
                     "(10 classes)");
    }

    /// Either spelling, plain or packed; plain counts first, whatever else lies there.
    void fileNames()
    {
        const ImageSet set = patternSet(10, 5, 7);
        const ImageSet other = patternSet(10, 5, 7, 3);
        std::filesystem::create_directory(path("set"));
        QVERIFY(writeBytes(path("set/train-images.idx3-ubyte.gz"), gzipped(imageFileBytes(set))));
        QVERIFY(writeBytes(path("set/train-labels.idx1-ubyte"), labelFileBytes(set)));
        QVERIFY(writeBytes(path("set/t10k-images-idx3-ubyte.gz"), gzipped(imageFileBytes(set))));
        QVERIFY(writeBytes(path("set/t10k-labels-idx1-ubyte"), labelFileBytes(set)));
        const auto trainImages = [this] {
            const auto loaded = loadDataset(path("set"), 1);
            return loaded ? loaded->train.pixels : Bytes{};
        };
        QVERIFY(trainImages() == set.pixels);
        QVERIFY(writeBytes(path("set/train-images-idx3-ubyte.gz"), gzipped(imageFileBytes(other))));
        QVERIFY(trainImages() == other.pixels);
        QVERIFY(writeBytes(path("set/train-images.idx3-ubyte"), imageFileBytes(set)));
        QVERIFY(trainImages() == set.pixels);
        QVERIFY(writeBytes(path("set/train-images-idx3-ubyte"), imageFileBytes(other)));
        QVERIFY(trainImages() == other.pixels);
    }

    void foldersNamedAsFilesArePassedOver()
    {
        const ImageSet set = patternSet(10, 5, 7);
        QVERIFY(writeDataset(path("set"), set, set, Packing::Gzip));
        for (const char* name : kNames) {
            std::filesystem::create_directory(path("set") + "/" + name);
        }
        QVERIFY(loadDataset(path("set"), 1).has_value());
        std::filesystem::remove(path("set") + "/" + kNames[0] + ".gz");
        VERIFY_ERROR(locateDataset(path("set")), ErrorCode::Usage, "has no file train-images-idx3-ubyte (");
    }

    void inconsistentSets_data()
    {
        QTest::addColumn<int>("changed");  // index of the file that is written anew
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("expected");  // %1 to %4 stand for the four paths

        const auto bytesOf = [](const Bytes& bytes) {
            return QByteArray(reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size()));
        };
        ImageSet wrongLabel = patternSet(20, 5, 7);
        wrongLabel.labels[13] = 17;
        wrongLabel.labels[15] = 99;
        QTest::newRow("label 17 in training")
            << 1 << bytesOf(labelFileBytes(wrongLabel))
            << "%2: at offset 21 (image 13, counted from 0) found label 17, expected 0 to 9: class 10 has no training "
               "samples, and labels have to be 0 to K - 1 or 1 to K without a gap";
        QTest::newRow("label 17 in test")
            << 3 << bytesOf(labelFileBytes(wrongLabel))
            << "%4: at offset 21 (image 13, counted from 0) found label 17, expected 0 to 9 (10 classes)";
        ImageSet label10 = patternSet(20, 5, 7);
        label10.labels[0] = 10;
        QTest::newRow("label 10 in test")
            << 3 << bytesOf(labelFileBytes(label10))
            << "%4: at offset 8 (image 0, counted from 0) found label 10, expected 0 to 9 (10 classes)";
        QTest::newRow("fewer labels") << 1 << bytesOf(labelFileBytes(patternSet(19, 5, 7)))
                                      << "%1: at offset 4 found 20 images, expected as many as the 19 labels in %2";
        QTest::newRow("more images in test")
            << 2 << bytesOf(imageFileBytes(patternSet(21, 5, 7)))
            << "%3: at offset 4 found 21 images, expected as many as the 20 labels in %4";
        QTest::newRow("other size in test")
            << 2 << bytesOf(imageFileBytes(patternSet(20, 28, 28)))
            << "%3: at offset 8 found images of 28 x 28 pixels, expected 5 x 7 as in %1";
        QTest::newRow("turned size in test") << 2 << bytesOf(imageFileBytes(patternSet(20, 7, 5)))
                                             << "%3: at offset 8 found images of 7 x 5 pixels, expected 5 x 7 as in %1";
        QTest::newRow("labels in the images' file")
            << 0 << bytesOf(labelFileBytes(patternSet(20, 5, 7)))
            << "%1: at offset 0 found the magic number 0x00000801 (unsigned bytes, 1 dimension), expected "
               "0x00000803 (unsigned bytes, 3 dimensions)";
        QTest::newRow("empty file") << 3 << QByteArray()
                                    << "%4: at offset 0 found the end of the content, expected the 4 bytes of the "
                                       "magic number 0x00000801 from offset 0 on";
    }

    void inconsistentSets()
    {
        QFETCH(int, changed);
        QFETCH(QByteArray, content);
        QFETCH(QString, expected);
        const ImageSet set = patternSet(20, 5, 7);
        QVERIFY(writeDataset(path("set"), set, set));
        QVERIFY(writeBytes(path("set") + "/" + kNames.at(static_cast<std::size_t>(changed)),
                           Bytes(content.begin(), content.end())));
        for (std::size_t i = 0; i < kNames.size(); ++i) {
            expected.replace(QString("%%1").arg(i + 1), QString::fromStdString(path("set") + "/" + kNames.at(i)));
        }
        for (const auto& outcome : {loadDataset(path("set"), 1).map([](const auto&) {}),
                                    verifyDataset(path("set")).map([](const auto&) {})}) {
            QVERIFY(!outcome);
            QCOMPARE(QString::fromStdString(outcome.error().message), expected);
            QVERIFY(outcome.error().code == ErrorCode::Data);
        }
        // The names are all right, and nothing else is looked at before data are read.
        QVERIFY(locateDataset(path("set")) == path("set"));
    }

    void verifyComparesWithWhatIsPublished()
    {
        const ImageSet train = patternSet(10, 5, 7);
        const ImageSet test = patternSet(11, 5, 7);
        QVERIFY(writeDataset(path("given/mnist"), train, test, Packing::Gzip));
        QVERIFY(writeDataset(path("given/kmnist"), train, test));
        for (const char* name : {"mnist", "kmnist"}) {
            const auto checks = verifyDataset(name);
            QVERIFY(checks);
            QCOMPARE(checks->size(), std::size_t{4});
            const bool published = name == std::string("mnist");
            for (std::size_t i = 0; i < 4; ++i) {
                QCOMPARE(checks->at(i).path,
                         path("given") + "/" + name + "/" + kNames.at(i) + (published ? ".gz" : ""));
                QCOMPARE(checks->at(i).matchesKnown.has_value(), published);
                QCOMPARE(checks->at(i).matchesKnown.value_or(false), false);
            }
            QCOMPARE(checks->at(0).md5, md5Of(imageFileBytes(train)));
            QCOMPARE(checks->at(1).md5, md5Of(labelFileBytes(train)));
            QCOMPARE(checks->at(2).md5, md5Of(imageFileBytes(test)));
            QCOMPARE(checks->at(3).md5, md5Of(labelFileBytes(test)));
        }
    }

    void builtinNames_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("resolved");
        QTest::addColumn<qint64>("count");
        const QString version = kBuiltinDigitsVersion;
        QTest::newRow("builtin") << "builtin" << version << qint64{kBuiltinTrainCount};
        QTest::newRow("versioned") << version << version << qint64{kBuiltinTrainCount};
        QTest::newRow("one") << "builtin:1" << version + ":1" << qint64{1};
        QTest::newRow("versioned one") << version + ":1" << version + ":1" << qint64{1};
        QTest::newRow("leading zero") << "builtin:07" << version + ":7" << qint64{7};
    }

    void builtinNames()
    {
        QFETCH(QString, name);
        QFETCH(QString, resolved);
        QFETCH(qint64, count);
        QVERIFY(locateDataset(name.toStdString()) == std::string());
        const auto loaded = loadDataset(name.toStdString(), 2);
        QVERIFY(loaded);
        QVERIFY(loaded->classes == numberedClasses(10));
        QCOMPARE(QString::fromStdString(loaded->name), resolved);
        QCOMPARE(loaded->train.count(), std::int64_t{count});
        QCOMPARE(loaded->test.count(), kBuiltinTestCount);
        QCOMPARE(loaded->train.rows, std::int64_t{28});
        QCOMPARE(loaded->train.columns, std::int64_t{28});
        QCOMPARE(loaded->sha256, sha256Of(loaded->train, loaded->test));
    }

    void builtinCountsAtTheLimits()
    {
        QVERIFY(locateDataset("builtin:1000000") == std::string());
        QVERIFY(locateDataset("builtin-1:1000000") == std::string());
    }

    void builtinCountsRefused_data()
    {
        QTest::addColumn<QString>("count");
        for (const char* count :
             {"0", "-1", "1000001", "99999999999999999999", "", "abc", "12x", " 12", "1.5", "+3", "1:2"}) {
            QTest::addRow("\"%s\"", count) << QString(count);
        }
    }

    void builtinCountsRefused()
    {
        QFETCH(QString, count);
        for (const char* head : {"builtin:", "builtin-1:"}) {
            const std::string name = head + count.toStdString();
            const std::string expected = name + ": found \"" + count.toStdString() +
                                         "\" as the number of training images, expected a whole number from 1 to "
                                         "1000000";
            VERIFY_ERROR(locateDataset(name), ErrorCode::Usage, expected);
            VERIFY_ERROR(loadDataset(name, 1), ErrorCode::Usage, expected);
            VERIFY_ERROR(verifyDataset(name), ErrorCode::Usage, expected);
        }
    }

    void verifyOfBuiltin()
    {
        const auto checks = verifyDataset("builtin:3");
        QVERIFY(checks);
        QCOMPARE(checks->size(), std::size_t{4});
        QCOMPARE(checks->at(0).path, std::string("builtin-1:3/train-images-idx3-ubyte"));
        QCOMPARE(checks->at(0).md5, md5Of(imageFileBytes(makeBuiltinDigits(BuiltinSplit::Train, 3, 1))));
    }

    /// A folder whose name holds a space and letters of other scripts.
    void oddFolderName()
    {
        const std::string folder = path("a b 数字");
        const ImageSet set = patternSet(10, 5, 7);
        QVERIFY(writeDataset(folder, set, set));
        QVERIFY(loadDataset(folder, 1).has_value());
        QVERIFY(loadDataset(folder + "/", 1).has_value());
    }

    void relativeFolder()
    {
        const ImageSet set = patternSet(10, 5, 7);
        QVERIFY(writeDataset(path("set"), set, set));
        const auto before = std::filesystem::current_path();
        std::filesystem::current_path(m_folder->path().toStdString());
        const auto loaded = loadDataset("set", 1);
        std::filesystem::current_path(before);
        QVERIFY(loaded);
        QCOMPARE(loaded->name, std::string("set"));
    }

    void namesFromAnywhere_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("expected");
        QTest::newRow("folder") << "set"
                                << "HERE/set";
        QTest::newRow("folder with points") << "./set/../set"
                                            << "HERE/set";
        QTest::newRow("out of a link") << "link/.."
                                       << "HERE/link/..";
        QTest::newRow("absolute") << "/usr/./lib"
                                  << "/usr/./lib";
        QTest::newRow("known, beside a folder of that name") << "mnist"
                                                             << "mnist";
        QTest::newRow("built in, beside a folder of that name") << "builtin:5"
                                                                << "builtin:5";
        QTest::newRow("not there") << "mnits"
                                   << "mnits";
        QTest::newRow("a file") << "file"
                                << "HERE/file";
        QTest::newRow("none") << ""
                              << "";
    }

    void namesFromAnywhere()
    {
        QFETCH(const QString, name);
        QFETCH(const QString, expected);
        const QDir here(m_folder->path());
        for (const char* folder : {"set", "mnist", "builtin:5", "deep/down"}) {
            QVERIFY(here.mkpath(folder));
        }
        QVERIFY(QFile::link(here.filePath("deep/down"), here.filePath("link")));
        QVERIFY(writeBytes(path("file"), {1}));
        const auto before = std::filesystem::current_path();
        std::filesystem::current_path(m_folder->path().toStdString());
        const std::string found = nameFromAnywhere(name.toStdString());
        std::filesystem::current_path(before);
        QCOMPARE(QString::fromStdString(found), QString(expected).replace("HERE", here.path()));
    }

  private:
    [[nodiscard]] std::string path(const char* name) const { return m_folder->filePath(name).toStdString(); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(tst_DatasetCatalog)
#include "tst_DatasetCatalog.moc"
