#include "ui/panels/export/FigureExport.h"

#include <QCoreApplication>
#include <QFile>
#include <system_error>

namespace normscope::ui
{

namespace
{

struct FigureTexts
{
    Q_DECLARE_TR_FUNCTIONS(FigureTexts)
};

}  // namespace

QString suffixOf(PictureFormat format)
{
    switch (format) {
    case PictureFormat::Png:
        return QStringLiteral("png");
    case PictureFormat::Svg:
        return QStringLiteral("svg");
    case PictureFormat::Pdf:
        break;
    }
    return QStringLiteral("pdf");
}

QString fileNameOf(const QString& title)
{
    QString name;
    for (const QChar letter : title.toLower()) {
        if (letter.isLetterOrNumber()) {
            name.append(letter);
        } else if (!name.isEmpty() && !name.endsWith(QLatin1Char('-'))) {
            name.append(QLatin1Char('-'));
        }
    }
    while (name.endsWith(QLatin1Char('-'))) {
        name.chop(1);
    }
    return name.isEmpty() ? QStringLiteral("figure") : name;
}

std::vector<std::filesystem::path> figureFiles(const std::vector<std::pair<QString, LineChart*>>& charts,
                                               const std::filesystem::path& folder, PictureFormat format)
{
    std::vector<std::filesystem::path> files;
    for (const auto& [name, chart] : charts) {
        const QString file = QStringLiteral("%1.%2").arg(fileNameOf(name), suffixOf(format));
        files.push_back(folder / QFile::encodeName(file).toStdString());
    }
    return files;
}

Result<std::vector<std::filesystem::path>> exportAllFigures(const std::vector<std::pair<QString, LineChart*>>& charts,
                                                            const std::filesystem::path& folder, PictureFormat format,
                                                            const PictureOptions& options)
{
    if (charts.empty()) {
        return fail(ErrorCode::Usage, FigureTexts::tr("There is no figure to export yet.").toStdString());
    }
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error) {
        return fail(ErrorCode::Io, FigureTexts::tr("The folder %1 cannot be made: %2.")
                                       .arg(QFile::decodeName(folder.c_str()), QString::fromStdString(error.message()))
                                       .toStdString());
    }
    std::vector<std::filesystem::path> files = figureFiles(charts, folder, format);
    for (std::size_t i = 0; i < charts.size(); ++i) {
        if (Status written = exportPicture(*charts[i].second, files[i], format, options); !written) {
            return passOn(written);
        }
    }
    return files;
}

}  // namespace normscope::ui
