# What reads files that may come from anywhere, and what that needs: no torch, no Qt. Part of normscope_core, and built
# once more by tests/fuzz with sanitizers, which gives it hostile files.
set(NORMSCOPE_READER_SOURCES
    base/Digest.cpp
    base/FileIo.cpp
    base/FolderLock.cpp
    base/Json.cpp
    base/Numbers.cpp
    base/PlainText.cpp
    base/UserFolders.cpp
    data/BatchSampler.cpp
    data/DatasetFiles.cpp
    data/GzipStream.cpp
    data/IdxFile.cpp
    data/ImageSet.cpp
    experiment/CheckpointFile.cpp
    experiment/Comparison.cpp
    experiment/ComparisonFiles.cpp
    experiment/ComparisonStatistics.cpp
    experiment/ComparisonTable.cpp
    experiment/Convergence.cpp
    experiment/Csv.cpp
    experiment/ExperimentConfig.cpp
    experiment/ExperimentSpec.cpp
    experiment/Predictions.cpp
    experiment/Presets.cpp
    experiment/RunFolder.cpp
    experiment/RunRecord.cpp
    experiment/Safetensors.cpp
    experiment/SafetensorsFile.cpp
    experiment/SettingForms.cpp
    experiment/Settings.cpp
    experiment/Statistics.cpp
    experiment/StoredExperiment.cpp
    experiment/Study.cpp
    experiment/TextTable.cpp
    export/ExportSource.cpp
    export/ExportTarget.cpp
    export/PyTorchModel.cpp
    export/PyTorchSource.cpp
    runtime/Cgroup.cpp
    runtime/Threads.cpp)

# The part of normscope_nn that needs no torch.
set(NORMSCOPE_READER_MODEL_SOURCES
    nn/ModelFamilies.cpp
    nn/ModelSpec.cpp)
