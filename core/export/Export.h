#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include <normscope/base/Result.h>

/// Results of trainings in the forms of other programs.
namespace normscope
{

enum class ExportFormat
{
    Csv,          ///< figures for spreadsheets, pandas and R: see CsvExport.h
    TensorBoard,  ///< event files: see TensorBoardExport.h
    PyTorch,      ///< networks with their weights: see PyTorchExport.h
    HandIn,       ///< an archive to hand in: see HandInExport.h
};

/// "csv", "tensorboard", "pytorch", "handin".
[[nodiscard]] std::string nameOf(ExportFormat format);

/// The format of that name. ErrorCode::Usage, listing the names, if there is none.
[[nodiscard]] Result<ExportFormat> exportFormatOf(std::string_view name);

struct ExportRequest
{
    std::filesystem::path folder;  ///< an experiment's, a case's or one run's
    ExportFormat format = ExportFormat::Csv;
    std::filesystem::path out;  ///< where to; empty: FOLDER/export/FORMAT
    bool force = false;         ///< what is in the way is moved aside, to OUT.old
};

struct Exported
{
    std::filesystem::path target;
    std::vector<std::filesystem::path> files;  ///< relative to the target, sorted
    std::vector<Message> remarks;              ///< what could not be exported, a sentence each
};

/// Exports a folder's runs, whole or not at all. Of several, each case goes into a folder of its name, but to be handed
/// in into one archive. ErrorCode::Usage where the folder holds no experiment or the target may not be used.
[[nodiscard]] Result<Exported> exportRuns(const ExportRequest& request);

}  // namespace normscope
