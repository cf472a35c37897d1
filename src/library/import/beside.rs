//! Files that lie beside a text and belong to it: taken in by the same gate as an upload.

use std::fs::File;
use std::path::{Component, Path, PathBuf};

use super::{Named, life};
use crate::app::App;
use crate::attachments::{self, Accepted};
use crate::error::Result;
use crate::web::Lang;

#[derive(Default)]
pub struct Taken {
    pub files: Vec<Accepted>,
    pub paths: Vec<PathBuf>,
    /// Why some were not taken.
    pub problems: Vec<String>,
}

/// Takes in the files that the text at `text` names.
pub fn take(app: &App, text: &Path, named: &[Named]) -> Result<Taken> {
    let mut taken = Taken::default();
    let most = app.config.files.per_entry.unsigned_abs() as usize;
    for (at, one) in named.iter().enumerate() {
        let refused = if at >= most {
            Err(format!("an entry has at most {most} files"))
        } else {
            take_one(app, text, one, &mut taken)?
        };
        if let Err(why) = refused {
            taken.problems.push(format!("\"{}\": {why}", one.file));
        }
    }
    Ok(taken)
}

fn take_one(
    app: &App,
    text: &Path,
    one: &Named,
    taken: &mut Taken,
) -> Result<std::result::Result<(), String>> {
    let path = match beside(text, &one.file) {
        Ok(path) => path,
        Err(why) => return Ok(Err(why)),
    };
    let file = match File::open(&path) {
        Ok(file) => file,
        Err(e) => return Ok(Err(e.to_string())),
    };
    taken.paths.push(path);
    Ok(match attachments::accept_local(app, &one.name, file)? {
        Ok(file) => {
            let file = file.described(one.title.clone());
            let by = life::id(&one.added_by).map(str::to_string);
            taken.files.push(match one.added_at {
                Some(at) => file.brought(by, at),
                None => file,
            });
            Ok(())
        }
        Err(why) => Err(Lang::En.t(&format!("attachments-refused-{}", why.name()))),
    })
}

/// The file of that name in the folder of the text, or below it.
fn beside(text: &Path, name: &str) -> std::result::Result<PathBuf, String> {
    let path = below(text, name)?;
    if !path.is_file() {
        return Err("it must be a file in the folder of the text, or below".to_string());
    }
    Ok(path)
}

/// What has that name in the folder of the text, or below it: a text that comes from elsewhere reaches
/// nothing else of this machine.
pub fn below(text: &Path, name: &str) -> std::result::Result<PathBuf, String> {
    let inside = Path::new(name)
        .components()
        .all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
    if !inside {
        return Err("it must lie in the folder of the text, or below".to_string());
    }
    let folder = match text.parent() {
        Some(parent) if parent != Path::new("") => parent,
        _ => Path::new("."),
    };
    let real = |path: &Path| path.canonicalize().map_err(|e| e.to_string());
    let path = real(&folder.join(name))?;
    // A link could lead out of it.
    if !path.starts_with(real(folder)?) {
        return Err("it must be a file in the folder of the text, or below".to_string());
    }
    Ok(path)
}
