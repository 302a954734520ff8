#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <limits>

#include <sys/stat.h>

#include <normscope/experiment/Predictions.h>
#include <normscope/experiment/Safetensors.h>

#include "../support/Expect.h"

using namespace normscope;

namespace
{

HostTensor labels(std::vector<std::int64_t> values)
{
    return HostTensor::of<std::int64_t>("label", HostTensor::Type::Int64, {static_cast<std::int64_t>(values.size())},
                                        values);
}

HostTensor probabilities(std::vector<std::int64_t> shape, std::vector<float> values)
{
    return HostTensor::of<float>("probability", HostTensor::Type::Float32, std::move(shape), values);
}

}  // namespace

class tst_Predictions : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    /// Four samples of three classes, worked out by hand.
    void answers()
    {
        write({labels({0, 1, 2, 2}),
               probabilities({4, 3}, {0.6F, 0.3F, 0.1F, 0.7F, 0.2F, 0.1F, 0.1F, 0.8F, 0.1F, 0.2F, 0.2F, 0.6F})});
        const auto found = readPredictions(leaf());
        VERIFY_OK(found);
        QCOMPARE(found->classes, std::int64_t{3});
        QCOMPARE(found->datasetSha256, std::string("abc"));
        QCOMPARE(found->predictedClass(1), std::int64_t{0});
        QVERIFY(found->isRight(0) && !found->isRight(1) && !found->isRight(2) && found->isRight(3));
        QCOMPARE(confusionMatrix(*found), (std::vector<std::vector<std::int64_t>>{{1, 0, 0}, {1, 0, 0}, {0, 1, 1}}));
        // 0.8 for the wrong class comes before 0.7.
        QCOMPARE(mostConfidentErrors(*found), (std::vector<std::size_t>{2, 1}));
    }

    void refuses_data()
    {
        QTest::addColumn<int>("wrong");
        QTest::addColumn<QString>("mentioned");
        QTest::newRow("no labels") << 0 << "'label'";
        QTest::newRow("no probabilities") << 1 << "'probability'";
        QTest::newRow("fewer rows") << 2 << "as many rows";
        QTest::newRow("label too large") << 3 << "label 3";
        QTest::newRow("label negative") << 4 << "label -1";
        QTest::newRow("not a number") << 5 << "not finite";
        QTest::newRow("classes without end") << 6 << "1 to 256 classes";
        QTest::newRow("more classes than tables have") << 7 << "1 to 256 classes";
    }

    void refuses()
    {
        QFETCH(const int, wrong);
        QFETCH(const QString, mentioned);
        const HostTensor two = probabilities({2, 3}, {1, 0, 0, 0, 1, 0});
        const std::vector<std::vector<HostTensor>> files{
            {two},
            {labels({0, 1})},
            {labels({0, 1, 2}), two},
            {labels({0, 3}), two},
            {labels({-1, 1}), two},
            {labels({0, 1}), probabilities({2, 3}, {1, 0, 0, 0, std::numeric_limits<float>::quiet_NaN(), 0})},
            {labels({}), probabilities({0, std::int64_t{1} << 62}, {})},
            {labels({0}), probabilities({1, 257}, std::vector<float>(257, 0.5F))}};
        write(files[static_cast<std::size_t>(wrong)]);
        VERIFY_ERROR(readPredictions(leaf()), ErrorCode::Data, mentioned);
    }

    void noSamples()
    {
        write({labels({}), probabilities({0, 10}, {})});
        const auto found = readPredictions(leaf());
        VERIFY_OK(found);
        QCOMPARE(confusionMatrix(*found).size(), std::size_t{10});
        QVERIFY(mostConfidentErrors(*found).empty());
    }

    void everyTruncationIsRefused()
    {
        write({labels({0, 1}), probabilities({2, 3}, {1, 0, 0, 0, 1, 0})});
        QFile file(m_folder->filePath("predictions.safetensors"));
        QVERIFY(file.open(QIODevice::ReadWrite));
        for (qint64 size = file.size() - 1; size >= 0; --size) {
            QVERIFY(file.resize(size));
            QVERIFY(!readPredictions(leaf()));
        }
    }

    void linkOrPipe()
    {
        write({labels({0, 1}), probabilities({2, 3}, {1, 0, 0, 0, 1, 0})});
        QVERIFY(QFile::rename(m_folder->filePath("predictions.safetensors"), m_folder->filePath("other")));
        QVERIFY(QFile::link("other", m_folder->filePath("predictions.safetensors")));
        VERIFY_ERROR(readPredictions(leaf()), ErrorCode::Data, "predictions.safetensors: is a link");
        QVERIFY(QFile::remove(m_folder->filePath("predictions.safetensors")));
        QCOMPARE(::mkfifo((leaf() / "predictions.safetensors").c_str(), 0600), 0);
        VERIFY_ERROR(readPredictions(leaf()), ErrorCode::Io, "is a device or a pipe");
    }

    void absent() { VERIFY_ERROR(readPredictions(leaf()), ErrorCode::Io, "predictions.safetensors: cannot be read"); }

  private:
    [[nodiscard]] std::filesystem::path leaf() const { return m_folder->path().toStdString(); }
    void write(const std::vector<HostTensor>& tensors)
    {
        VERIFY_OK(writeSafetensors(leaf() / "predictions.safetensors", tensors, {{"dataset_sha256", "abc"}}));
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(tst_Predictions)
#include "tst_Predictions.moc"
