#pragma once

#include <QByteArray>
#include <QDir>
#include <QFile>
#include <QString>
#include <QTemporaryDir>
#include <QTest>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include <fcntl.h>
#include <sys/stat.h>

#include <normscope/base/Json.h>
#include <normscope/experiment/Experiment.h>
#include <normscope/experiment/RunFolder.h>
#include <normscope/experiment/RunsCatalog.h>

#include "RunFiles.h"

/// Folders of experiments as lists see them: the small files alone, as they are written by trainings.
namespace normscope::test
{

[[nodiscard]] inline QByteArray summaryText(const char* status, double accuracy, double seconds)
{
    Json json = Json::object();
    json["status"] = status;
    json["final_test_accuracy"] = std::string(status) == "done" ? finiteOrNull(accuracy) : Json();
    json["best_test_accuracy"] = finiteOrNull(accuracy);
    json["best_epoch"] = 1;
    json["parameters"] = {{"weight", 235'000}, {"bias", 394}, {"gamma_beta", 768}, {"total", 236'162}};
    json["buffers"] = 768;
    json["iterations"] = 1'200;
    json["train_seconds"] = seconds;
    json["cpu_seconds"] = seconds;
    json["eval_seconds"] = 0.1;
    json["samples_per_second"] = 10'000.0;
    return QByteArray::fromStdString(jsonText(json, 2)) + "\n";
}

/// The lines of an epochs.csv whose test accuracy ends with that one; validation accuracy is a tenth less.
[[nodiscard]] inline QByteArray epochsText(std::int64_t epochs, double accuracy, bool hasValidation = false)
{
    QByteArray text = "epoch,iteration,train_loss,train_accuracy,test_loss,test_accuracy,train_seconds,eval_seconds";
    text += hasValidation ? ",validation_loss,validation_accuracy\n" : "\n";
    for (std::int64_t epoch = 1; epoch <= epochs; ++epoch) {
        const double now = accuracy - 0.01 * static_cast<double>(epochs - epoch);
        text += QByteArray::number(qlonglong(epoch)) + ',' + QByteArray::number(qlonglong(epoch * 600)) +
                ",0.25,0.9,0.3," + QByteArray::number(now, 'g', 17) + ',' + QByteArray::number(2.5 * double(epoch)) +
                ",0.5";
        text += hasValidation ? ",0.4," + QByteArray::number(now - 0.1, 'g', 17) + "\n" : "\n";
    }
    return text;
}

/// Writes the experiment.json of a folder, and a summary of each run, which is done.
inline bool putExperiment(const QString& folder, const Experiment& experiment)
{
    if (!QDir().mkpath(folder) || !writeExperiment(folder.toStdString(), experiment)) {
        return false;
    }
    double accuracy = 0.9;
    for (const ExperimentCase& one : experiment.cases) {
        for (const std::uint64_t seed : one.spec.seeds) {
            for (const std::string& variant : variantsOf(one.spec)) {
                const auto leaf = leafOf(caseFolder(folder.toStdString(), one.name), seed, variant);
                accuracy += 0.001;
                if (!putFile(QString::fromStdString(leaf) + "/summary.json", summaryText("done", accuracy, 3.5))) {
                    return false;
                }
            }
        }
    }
    return true;
}

/// Everything below a folder, by its path in it: the content of a file, "/" for a folder, the target of a link.
[[nodiscard]] inline std::map<QString, QByteArray> everythingIn(const QString& folder)
{
    std::map<QString, QByteArray> found;
    const auto look = [&](const auto& self, const QString& below) -> void {
        for (const QFileInfo& info :
             QDir(folder + "/" + below)
                 .entryInfoList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot)) {
            const QString name = below + info.fileName();
            if (info.isSymLink()) {
                found[name] = info.symLinkTarget().toUtf8();
            } else if (info.isDir()) {
                found[name] = "/";
                self(self, name + "/");
            } else {
                found[name] = contentOf(info.filePath());
            }
        }
    };
    look(look, {});
    return found;
}

/// What tests of lists share: a folder of its own for each test, with one of runs in it. A test class derives from it
/// and calls beginTest() from init().
class ListedRunsTest : public QObject
{
  protected:
    void beginTest()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_folder->isValid());
        QVERIFY(QDir().mkpath(at("runs")));
    }

    [[nodiscard]] QString at(const QString& name) const { return m_folder->filePath(name); }
    [[nodiscard]] std::string path(const QString& name) const { return at(name).toStdString(); }
    [[nodiscard]] std::vector<std::filesystem::path> runs() const { return {path("runs")}; }

    static ExperimentSpec spec(const std::vector<std::uint64_t>& seeds = {1})
    {
        ExperimentSpec spec;
        spec.seeds = seeds;
        return spec;
    }
    [[nodiscard]] bool put(const QString& name, const Experiment& experiment = experimentOf(spec())) const
    {
        return putExperiment(at("runs/" + name), experiment);
    }
    /// The last names of what a look tells.
    static QStringList namesOf(const ListedExperiments& listed)
    {
        QStringList names;
        for (const auto& one : listed) {
            names << QString::fromStdString(one->folder.filename().string());
        }
        names.sort();
        return names;
    }
    static QStringList namesOf(const std::vector<std::filesystem::path>& folders)
    {
        QStringList names;
        for (const auto& folder : folders) {
            names << QString::fromStdString(folder.filename().string());
        }
        names.sort();
        return names;
    }
    /// As if the file had been written long ago: its time alone tells whether it is the same.
    static bool age(const QString& file, std::int64_t seconds = 1'000'000'000)
    {
        const timespec times[2] = {{seconds, 5}, {seconds, 5}};
        return ::utimensat(AT_FDCWD, QFile::encodeName(file).constData(), times, AT_SYMLINK_NOFOLLOW) == 0;
    }
    void ageAll(const QString& folder)
    {
        for (const auto& [name, content] : everythingIn(folder)) {
            if (content != "/") {
                QVERIFY(age(folder + "/" + name));
            }
        }
    }

  private:
    std::unique_ptr<QTemporaryDir> m_folder;
};

}  // namespace normscope::test
